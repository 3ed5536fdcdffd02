// Metrics and logs through @azure/arm-monitor, @azure/monitor-query and @azure/monitor-query-logs.
import assert from "node:assert/strict";
import { all, credential, endpoint, group, idOf, options, packages, resourceGroup, step, subscription, until } from "./emulator.mjs";

const { ContainerInstanceManagementClient } = packages("@azure/arm-containerinstance");
const { MonitorClient } = packages("@azure/arm-monitor");
const older = packages("@azure/monitor-query");
const newer = packages("@azure/monitor-query-logs");
const groups = new ContainerInstanceManagementClient(credential, subscription, options).containerGroups;
const monitor = new MonitorClient(credential, subscription, options);
const metrics = new older.MetricsQueryClient(credential, options);
const workspaceId = crypto.randomUUID();
const id = idOf("measured");

await step("a group that works and writes", () => groups.beginCreateOrUpdateAndWait(
  resourceGroup, "measured", group("echo hello; while true; do :; done", {
    group: { diagnostics: { logAnalytics: { workspaceId, workspaceKey: "a2V5", logType: "ContainerInstanceLogs" } } },
  }), { updateIntervalInMs: 50 }));
await step("metrics by @azure/arm-monitor", async () => {
  const names = (await all(monitor.metricDefinitions.list(id))).map(definition => definition.name.value);
  assert.deepEqual(names, ["CpuUsage", "MemoryUsage", "NetworkBytesReceivedPerSecond", "NetworkBytesTransmittedPerSecond"]);
  assert.equal((await all(monitor.metricNamespaces.list(id))).length, 1);
  await until(async () => {
    const answer = await monitor.metrics.list(id, { metricnames: "CpuUsage", aggregation: "maximum", interval: "PT1M" });
    return answer.value[0].timeseries[0]?.data.some(minute => minute.maximum > 0);
  }, "a cpu usage above 0");
  const filtered = await monitor.metrics.list(id, { metricnames: "MemoryUsage", aggregation: "average", filter: "containerName eq '*'" });
  assert.equal(filtered.value[0].timeseries[0].metadatavalues[0].value, "main");
});
await step("metrics by @azure/monitor-query", async () => {
  const answer = await metrics.queryResource(
    id, ["MemoryUsage"], { granularity: "PT1M", timespan: { duration: "PT10M" }, aggregations: ["Average"] });
  assert.ok(answer.metrics[0].timeseries[0].data.some(minute => minute.average > 0));
  assert.equal((await all(metrics.listMetricDefinitions(id))).length, 4);
  assert.equal((await all(metrics.listMetricNamespaces(id))).length, 1);
});
for (const [name, client] of [
  ["@azure/monitor-query", new older.LogsQueryClient(credential, options)],
  ["@azure/monitor-query-logs", new newer.LogsQueryClient(credential, { ...options, endpoint: `${endpoint}/v1` })]]) {
  await step(`logs by ${name}`, async () => {
    const query = "ContainerInstanceLog_CL | where Message == 'hello' | project Message";
    const timespan = { duration: "PT1H" };
    const answer = await client.queryWorkspace(workspaceId, query, timespan);
    assert.deepEqual(answer.tables[0].rows, [["hello"]]);
    await assert.rejects(() => client.queryWorkspace(workspaceId, "Nothing | where", timespan), { statusCode: 400 });
    const batch = await client.queryBatch([{ workspaceId, query, timespan }, { workspaceId, query: "Nothing | where", timespan }]);
    assert.equal(batch[0].status, "Success");
    assert.notEqual(batch[1].status, "Success");
    assert.deepEqual(batch[0].tables[0].rows, [["hello"]]);
  });
}
await step("delete", () => groups.beginDeleteAndWait(resourceGroup, "measured", { updateIntervalInMs: 50 }));
