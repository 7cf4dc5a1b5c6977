/** What whoever is called reads: what is so, and what to do first. */
export function alarmDescription({ title, first }: { title: string; first: string }): string {
  // A name that is written in capitals stays.
  const does = /^[A-Z][a-z]/.test(first) ? first.charAt(0).toLowerCase() + first.slice(1) : first;
  return `${title}. First: ${does}.`;
}
