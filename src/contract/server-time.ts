/**
 * Headers of the answers inside a dealership. The server's clock is the only one that counts; screens reckon with it
 * between two answers.
 */
export const NOW_HEADER = 'x-leadwacht-now';
/** How many times as fast as real time that clock runs; absent where it runs as usual. */
export const SPEED_HEADER = 'x-leadwacht-speed';
