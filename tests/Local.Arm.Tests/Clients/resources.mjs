// Logging in, subscriptions, providers and resources through @azure/identity, @azure/arm-resources and its subscriptions.
import assert from "node:assert/strict";
import { all, endpoint, group, idOf, options, packages, resourceGroup, step, subscription, token } from "./emulator.mjs";

const { ClientSecretCredential } = packages("@azure/identity");
const { ContainerInstanceManagementClient } = packages("@azure/arm-containerinstance");
const { ResourceManagementClient } = packages("@azure/arm-resources");
const { SubscriptionClient } = packages("@azure/arm-resources-subscriptions");
const login = secret => new ClientSecretCredential("adfs", "any", secret, { authorityHost: endpoint, disableInstanceDiscovery: true });
const credential = login(token);
const groups = new ContainerInstanceManagementClient(credential, subscription, options).containerGroups;
const manager = new ResourceManagementClient(credential, subscription, options);
const id = idOf("listed");

await step("login", async () => {
  assert.equal((await credential.getToken(`${endpoint}/.default`)).token, token);
  await assert.rejects(() => login("wrong").getToken(`${endpoint}/.default`), /invalid_client/);
});
await step("subscriptions", async () => {
  const { subscriptions, tenants } = new SubscriptionClient(credential, options);
  assert.ok((await all(subscriptions.list())).some(item => item.subscriptionId === subscription));
  assert.equal((await subscriptions.get(subscription)).state, "Enabled");
  assert.equal((await all(tenants.list())).length, 1);
  assert.ok((await all(subscriptions.listLocations(subscription))).some(item => item.name === "westeurope"));
});
await step("providers", async () => {
  const provider = await manager.providers.get("microsoft.containerinstance");
  assert.ok(provider.resourceTypes.find(type => type.resourceType === "containerGroups").apiVersions.includes("2025-09-01"));
  assert.equal((await manager.providers.register("Microsoft.ContainerInstance")).registrationState, "Registered");
  assert.ok((await all(manager.providers.list())).some(item => item.namespace === "Microsoft.Storage"));
  await assert.rejects(() => manager.providers.get("Microsoft.Nothing"), { statusCode: 404, code: "InvalidResourceNamespace" });
});
await step("resources", async () => {
  await groups.beginCreateOrUpdateAndWait(
    resourceGroup, "listed", group("busybox sleep 600", { group: { tags: { a: "1" } } }), { updateIntervalInMs: 50 });
  const ids = async filter => (await all(manager.resources.list({ filter }))).map(item => item.id);
  assert.ok((await ids("resourceType eq 'Microsoft.ContainerInstance/containerGroups'")).includes(id));
  assert.deepEqual(await ids("tagName eq 'a' and tagValue eq '1' and name eq 'listed'"), [id]);
  assert.deepEqual(await ids("name eq 'other'"), []);
  await assert.rejects(() => ids("substringof('x', name)"), { statusCode: 400, code: "InvalidFilterInQueryString" });
  assert.deepEqual((await all(manager.resources.listByResourceGroup(resourceGroup))).map(item => item.name), ["listed"]);
  assert.equal((await manager.resources.getById(id, "2023-05-01")).name, "listed");
  assert.equal((await manager.resources.checkExistenceById(id, "2023-05-01")).body, true);
  assert.equal((await manager.resources.checkExistenceById(idOf("none"), "2023-05-01")).body, false);
  assert.ok((await all(manager.resourceGroups.list())).some(item => item.name === resourceGroup));
  assert.equal((await manager.resourceGroups.checkExistence(resourceGroup)).body, true);
});
await step("delete", () => groups.beginDeleteAndWait(resourceGroup, "listed", { updateIntervalInMs: 50 }));
