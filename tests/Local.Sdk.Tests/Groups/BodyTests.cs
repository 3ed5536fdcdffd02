using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.ContainerInstance.Models;

namespace CloudWorkspaces.Local.Sdk.Tests.Groups;

public sealed class BodyTests : IDisposable
{
    /// <summary>Every member that the client can write.</summary>
    private const string Whole = """
        {
          "location": "westeurope",
          "properties": {
            "containers": [
              {
                "name": "main",
                "properties": {
                  "image": "eo:1",
                  "command": ["run", "it"],
                  "environmentVariables": [{ "name": "A", "value": "1" }, { "name": "B", "secureValue": "s" }],
                  "volumeMounts": [{ "name": "home", "mountPath": "/home", "readOnly": true }],
                  "resources": { "requests": { "memoryInGB": 1.5, "cpu": 1 }, "limits": { "memoryInGB": 2, "cpu": 1.5 } }
                }
              }
            ],
            "osType": "Linux",
            "initContainers": [
              {
                "name": "first",
                "properties": {
                  "image": "init:1",
                  "command": ["copy"],
                  "environmentVariables": [{ "name": "C", "value": "" }],
                  "volumeMounts": [{ "name": "empty", "mountPath": "/opt" }]
                }
              }
            ],
            "volumes": [
              { "name": "empty", "emptyDir": {} },
              { "name": "files", "secret": { "a.txt": "YQ==" } },
              {
                "name": "home",
                "azureFile": { "shareName": "s", "readOnly": false, "storageAccountName": "a", "storageAccountKey": "k" }
              }
            ],
            "subnetIds": [{ "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n" }],
            "restartPolicy": "OnFailure"
          },
          "tags": { "one": "1" }
        }
        """;

    private readonly ArmScript _arm = new();

    public void Dispose() => _arm.Dispose();

    [Fact]
    public async Task Put_WhatWasRead_IsWrittenWithoutLoss()
    {
        var answered = JsonNode.Parse(Whole)!;
        answered["id"] = ArmScript.GroupId;
        answered["properties"]!["provisioningState"] = "Succeeded";
        _arm.Then(200, answered.ToJsonString()).Then(200, ArmScript.Group());

        var group = await _arm.Groups.GetAsync("g1");
        await _arm.Groups.CreateOrUpdateAsync(WaitUntil.Started, "g1", group.Value.Data);

        var (method, address, body) = _arm.Requests[1];
        Assert.Equal(("PUT", $"{ArmScript.Address}{ArmScript.GroupId}?api-version=2025-09-01"), (method, address));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Whole), JsonNode.Parse(body)), body);
    }

    [Fact]
    public async Task Put_OnlyWhatIsRequired_LeavesOutTheRest()
    {
        _arm.Then(200, ArmScript.Group());
        var data = new ContainerGroupData(
            AzureLocation.WestEurope, [new ContainerInstanceContainer("main")], ContainerInstanceOperatingSystemType.Linux);

        await _arm.Groups.CreateOrUpdateAsync(WaitUntil.Started, "g1", data);

        Assert.Equal(
            """{"location":"westeurope","properties":{"containers":[{"name":"main","properties":{}}],"osType":"Linux"}}""",
            _arm.Requests[0].Body);
    }

    [Fact]
    public async Task Get_InstanceViews_AreRead()
    {
        _arm.Then(200, $$"""
            {
              "id": "{{ArmScript.GroupId}}", "name": "g1", "location": "westeurope", "unknown": { "a": [1] },
              "properties": {
                "provisioningState": "Failed", "osType": "Linux",
                "instanceView": { "state": "Failed", "events": [] },
                "initContainers": [
                  { "name": "first", "properties": { "image": "i", "instanceView": { "restartCount": 1, "events": [] } } }
                ],
                "containers": [
                  {
                    "name": "main",
                    "properties": {
                      "image": "eo:1",
                      "instanceView": {
                        "restartCount": 2,
                        "currentState": {
                          "state": "Terminated", "startTime": "2026-11-22T10:00:00Z", "exitCode": 137,
                          "finishTime": "2026-11-22T10:00:05.5Z", "detailStatus": "OOMKilled"
                        },
                        "previousState": { "state": "Waiting", "detailStatus": "CrashLoopBackOff" },
                        "events": [
                          {
                            "count": 3, "firstTimestamp": "2026-11-22T09:00:00Z", "lastTimestamp": "2026-11-22T09:01:00Z",
                            "name": "Failed", "message": "Failed to pull.", "type": "Warning"
                          }
                        ]
                      }
                    }
                  }
                ]
              }
            }
            """);

        var data = (await _arm.Groups.GetAsync("g1")).Value.Data;

        Assert.Equal(ContainerGroupProvisioningState.Failed, data.ContainerGroupProvisioningState);
        Assert.Equal("Failed", data.InstanceView!.State);
        Assert.Equal(1, data.InitContainers[0].InstanceView!.RestartCount);
        var view = data.Containers[0].InstanceView!;
        Assert.Equal(2, view.RestartCount);
        Assert.Equal(("Terminated", 137, "OOMKilled"), (
            view.CurrentState!.State, view.CurrentState.ExitCode, view.CurrentState.DetailStatus));
        Assert.Equal(TimeSpan.FromSeconds(5.5), view.CurrentState.FinishOn - view.CurrentState.StartOn);
        Assert.Equal("CrashLoopBackOff", view.PreviousState!.DetailStatus);
        var item = Assert.Single(view.Events);
        Assert.Equal(("Failed", "Warning", 3, "Failed to pull."), (item.Name, item.EventType, item.Count, item.Message));
        Assert.Equal(TimeSpan.FromMinutes(1), item.LastTimestamp - item.FirstTimestamp);
    }
}
