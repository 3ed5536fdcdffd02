// Shares and their files through @azure/arm-storage and @azure/storage-file-share.
import assert from "node:assert/strict";
import { all, credential, files, options, packages, resourceGroup, step, subscription } from "./emulator.mjs";

const { StorageManagementClient } = packages("@azure/arm-storage");
const { FileSASPermissions, ShareServiceClient, StorageSharedKeyCredential } = packages("@azure/storage-file-share");
const storage = new StorageManagementClient(credential, subscription, options);
const account = "clientsaccount";
const { keys } = await storage.storageAccounts.listKeys(resourceGroup, account);
const service = new ShareServiceClient(`${files}/${account}`, new StorageSharedKeyCredential(account, keys[0].value));
const folder = service.getShareClient("home").getDirectoryClient("data");
const file = folder.getFileClient("a b.txt");

await step("a share", async () => {
  await storage.fileShares.create(resourceGroup, account, "home", { shareQuota: 5, metadata: { made: "here" } });
  assert.equal((await storage.fileShares.update(resourceGroup, account, "home", { shareQuota: 6 })).shareQuota, 6);
  const share = await storage.fileShares.get(resourceGroup, account, "home", { expand: "stats" });
  assert.deepEqual([share.shareQuota, share.metadata, share.shareUsageBytes], [6, { made: "here" }, 0]);
  assert.deepEqual((await all(storage.fileShares.list(resourceGroup, account))).map(item => item.name), ["home"]);
  assert.deepEqual((await all(service.listShares())).map(item => item.name), ["home"]);
  assert.equal((await storage.storageAccounts.getProperties(resourceGroup, account)).primaryEndpoints.file, `${files}/${account}/`);
});
await step("a file", async () => {
  await folder.create();
  await file.uploadData(Buffer.from("content"));
  assert.equal((await file.downloadToBuffer()).toString(), "content");
  assert.deepEqual((await file.getRangeList()).rangeList, [{ start: 0, end: 6 }]);
  await file.setMetadata({ k: "v" });
  await file.setHttpHeaders({ fileContentType: "text/plain" });
  const properties = await file.getProperties();
  assert.deepEqual([properties.contentLength, properties.metadata, properties.contentType], [7, { k: "v" }, "text/plain"]);
  const listed = await all(folder.listFilesAndDirectories({ includeTimestamps: true, includeEtag: true }));
  assert.deepEqual(listed.map(item => [item.kind, item.name]), [["file", "a b.txt"]]);
});
await step("a file by signature and by token", async () => {
  const address = file.generateSasUrl({ permissions: FileSASPermissions.parse("r"), expiresOn: new Date(Date.now() + 600_000) });
  assert.equal(await (await fetch(address)).text(), "content");
  const byToken = new ShareServiceClient(`${files}/${account}`, credential, { fileRequestIntent: "backup" });
  const same = byToken.getShareClient("home").getDirectoryClient("data").getFileClient("a b.txt");
  assert.equal((await same.downloadToBuffer()).toString(), "content");
});
await step("deletion", async () => {
  await file.delete();
  await assert.rejects(() => file.getProperties(), { statusCode: 404 });
  await storage.fileShares.delete(resourceGroup, account, "home");
  await assert.rejects(() => storage.fileShares.get(resourceGroup, account, "home"), { statusCode: 404 });
});
