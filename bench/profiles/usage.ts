/** Processor time, in seconds, since some moment in the past. */
export interface Usage {
  /** Of the server's container, with the clients in it. */
  readonly container: number;
  /** Of the whole machine. */
  readonly machine: number;
  /** All that the machine's cores have waited for its disks while they had nothing to do. */
  readonly waiting: number;
  /** All that there was, with what was left. */
  readonly total: number;
}

/** Prints what `parseUsage` reads; both versions of cgroups. /proc/stat is the machine's in a container as well. */
export const usageScript = `head -n 1 /proc/stat
if [ -r /sys/fs/cgroup/cpuacct/cpuacct.usage ]
then echo "1e9 $(cat /sys/fs/cgroup/cpuacct/cpuacct.usage)"
else echo "1e6 $(sed -n 's/^usage_usec //p' /sys/fs/cgroup/cpu.stat)"
fi`;

/** Of /proc/stat: hundredths of a second on every Linux (USER_HZ). */
const ticks = 100;

export function parseUsage(text: string): Usage {
  const [stat = "", own = ""] = text.split("\n");
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = stat
    .split(/\s+/)
    .slice(1)
    .map((value) => Number(value) / ticks);
  const [perSecond = 1, used = Number.NaN] = own.split(" ").map(Number);
  const machine = user + nice + system + irq + softirq + steal;
  return { container: used / perSecond, machine, waiting: iowait, total: machine + idle + iowait };
}

/** What passed between two moments. */
export function usedSince(before: Usage, after: Usage): Usage {
  return {
    container: after.container - before.container,
    machine: after.machine - before.machine,
    waiting: after.waiting - before.waiting,
    total: after.total - before.total,
  };
}
