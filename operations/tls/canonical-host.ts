import { isIP, SocketAddress } from "node:net";

/** A host name in lower case, an address as it is written short: what two spellings of one host have in common. */
export function canonicalHost(host: string): string {
  const version = isIP(host);
  if (version === 0) return host.toLowerCase();
  return new SocketAddress({ address: host, family: version === 4 ? "ipv4" : "ipv6" }).address;
}

/** Whether a certificate can be made out to it: a host name without wildcards, or an address without a zone. */
export function isHost(host: string): boolean {
  if (isIP(host) !== 0) return !host.includes("%");
  return (
    host.length <= 253 &&
    /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i.test(host)
  );
}
