/** Milliseconds of CPU that this process has used: what a cost is judged by where other tests share the cores. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
