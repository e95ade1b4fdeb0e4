import { openWorld } from './http-world.ts';

/** A gateway in a process of its own: its memory is its own, and a test can stop it like an orchestrator would. */
const world = await openWorld();
process.on('message', () => process.send?.({ rss: process.memoryUsage().rss }));
process.once('SIGTERM', () => {
  void world.server.close(5000).then(({ forced }) => {
    const statuses = world.lines.map(({ status }) => status);
    process.send?.({ statuses }, () => process.exit(forced ? 1 : 0));
  });
});
process.send?.({ port: world.server.port });
// A test that fails must not leave a process behind.
process.once('disconnect', () => process.exit(2));
