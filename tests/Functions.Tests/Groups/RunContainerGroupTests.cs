using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Runs.Groups;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.Groups;

public sealed class RunContainerGroupTests
{
    [Fact]
    public void Name_AnyAttempt_IsOneThatContainerGroupsMayHave() =>
        Assert.Matches("^run-[a-z0-9]{26}-1$", RunContainerGroup.Name(SampleRun.Attempt));

    [Fact]
    public async Task Build_Run_IsThisBodyAndNoMore()
    {
        await using var arm = await ScriptedArm.StartAsync();
        arm.Answer = context =>
        {
            context.Response.StatusCode = context.Request.Method == HttpMethods.Put ? 201 : 404;
            return context.Response.WriteAsync("""{ "properties": { "provisioningState": "Pending" } }""");
        };
        var id = SampleRun.Record.Id;
        var key = Base64Url.EncodeToString(
            HMACSHA256.HashData(new byte[32], Encoding.UTF8.GetBytes($"agent/v1/default/{id}/1")));

        await SampleRun.GroupsOf(arm).CreateAsync(SampleRun.Record, CancellationToken.None);

        var body = arm.Requests.Last().Body;
        var expected = JsonNode.Parse($$"""
            {
              "location": "westeurope",
              "tags": {
                "product": "cloud-workspaces", "deployment": "here", "workspace": "default", "run": "{{id}}", "attempt": "1"
              },
              "properties": {
                "osType": "Linux",
                "restartPolicy": "Never",
                "volumes": [{ "name": "agent", "emptyDir": {} }],
                "initContainers": [
                  {
                    "name": "agent",
                    "properties": {
                      "image": "agent:1",
                      "command": ["/agent", "deliver", "/opt/agent"],
                      "volumeMounts": [{ "name": "agent", "mountPath": "/opt/agent" }]
                    }
                  }
                ],
                "containers": [
                  {
                    "name": "notebook",
                    "properties": {
                      "image": "registry/eo@sha256:1",
                      "command": ["/opt/agent/agent", "run"],
                      "environmentVariables": [
                        {
                          "name": "CLOUD_WORKSPACES_AGENT_ENDPOINT",
                          "value": "http://127.0.0.1:7071/api/agent/runs/default/{{id}}/1"
                        },
                        { "name": "CLOUD_WORKSPACES_AGENT_KEY", "secureValue": "{{key}}" },
                        { "name": "OMP_NUM_THREADS", "value": "1" }
                      ],
                      "volumeMounts": [{ "name": "agent", "mountPath": "/opt/agent" }],
                      "resources": {
                        "requests": { "cpu": 1, "memoryInGB": 1.5 },
                        "limits": { "cpu": 1, "memoryInGB": 1.5 }
                      }
                    }
                  }
                ]
              }
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(body)), body);
    }
}
