/** The part of all who come that wait, where `servers` serve a load of so many of them at once (Erlang's C). */
export function erlangC(servers: number, load: number): number {
  // Erlang's B by its recurrence, which needs no factorials.
  let blocked = 1;
  for (let count = 1; count <= servers; count += 1) blocked = (load * blocked) / (count + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** The mean wait where arrivals and services are by chance (M/M/c), in units of `service`. */
export const meanWaitOfMany = (servers: number, load: number, service: number): number =>
  (erlangC(servers, load) * service) / (servers - load);

/** The mean wait where every service takes the same time and there is one at a time (M/D/1). */
export const meanWaitOfOne = (load: number, service: number): number => (load * service) / (2 * (1 - load));
