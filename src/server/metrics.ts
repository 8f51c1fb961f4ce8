import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Every figure of this process, read at /metrics. A feature adds its own with `registers: [metrics]`. */
export const metrics = new Registry();

collectDefaultMetrics({ register: metrics, prefix: 'leadwacht_' });

/** How long HTTP requests took, and by that how many there were. */
export const httpSeconds = new Histogram({
  name: 'leadwacht_http_request_seconds',
  help: 'Duration of HTTP requests by route and status.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
  registers: [metrics],
});
