using System.Text.Json.Nodes;
using Azure;
using Azure.ResourceManager.ContainerInstance;
using Azure.ResourceManager.Resources;
using CloudWorkspaces.Agents;
using CloudWorkspaces.AzureServices;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Functions.Tests.Groups;

public sealed class ArmRunGroupsTests : IAsyncLifetime
{
    private static readonly RunRecord Run = new()
    {
        Workspace = "default",
        Id = RunId.New(DateTimeOffset.UnixEpoch.AddYears(50)),
        State = RunState.Provisioning,
        Notebook = "a.ipynb",
        NotebookSha256 = "00",
        Environment = "eo:2026.11",
        Flavor = "small",
        Image = "registry/eo@sha256:1",
        CreatedOn = DateTimeOffset.UnixEpoch,
        CreatedBy = "tester",
    };

    private static readonly RunAttempt Attempt = new(new RunReference(Run.Workspace, Run.Id.Value), Run.Attempt);

    private ScriptedArm _arm = null!;
    private ArmRunGroups _groups = null!;

    public async Task InitializeAsync()
    {
        _arm = await ScriptedArm.StartAsync();
        var options = _arm.Options;
        var resourceGroup = ResourceGroupResource.CreateResourceIdentifier(options.SubscriptionId, options.ResourceGroup);
        var agent = Options.Create(new AgentOptions
        {
            Endpoint = new Uri("http://127.0.0.1:7071/api/agent"),
            Image = "agent:1",
            Key = Convert.ToBase64String(new byte[32]),
        });
        _groups = new ArmRunGroups(
            ArmClients.Create(options).GetResourceGroupResource(resourceGroup).GetContainerGroups(),
            new OneFlavor(),
            new AgentKeys(agent),
            Options.Create(options),
            agent);
    }

    public async Task DisposeAsync() => await _arm.DisposeAsync();

    [Fact]
    public async Task Create_NoGroupYet_PutsTheAgentAndTheImage()
    {
        _arm.Answer = context => context.Request.Method == HttpMethods.Put
            ? WriteGroupAsync(context, StatusCodes.Status201Created)
            : NotFoundAsync(context);

        var creation = await _groups.CreateAsync(Run, CancellationToken.None);

        Assert.Equal(GroupCreationOutcome.Created, creation.Outcome);
        Assert.Equal([HttpMethods.Get, HttpMethods.Put], _arm.Requests.Select(request => request.Method));
        var (_, path, text) = _arm.Requests.Last();
        Assert.EndsWith($"/containerGroups/run-{Run.Id}-1", path, StringComparison.Ordinal);
        var body = JsonNode.Parse(text)!;
        var main = body["properties"]!["containers"]![0]!["properties"]!;
        Assert.Equal(Run.Image, main["image"]!.GetValue<string>());
        Assert.Equal("/opt/agent/agent", main["command"]![0]!.GetValue<string>());
        Assert.Equal(
            $"http://127.0.0.1:7071/api/agent/runs/default/{Run.Id}/1",
            main["environmentVariables"]![0]!["value"]!.GetValue<string>());
        Assert.NotNull(main["environmentVariables"]![1]!["secureValue"]);
        Assert.Null(main["environmentVariables"]![1]!["value"]);
        Assert.Equal(1.5, main["resources"]!["limits"]!["memoryInGB"]!.GetValue<double>());
        Assert.Equal("agent:1", body["properties"]!["initContainers"]![0]!["properties"]!["image"]!.GetValue<string>());
        Assert.Equal("Never", body["properties"]!["restartPolicy"]!.GetValue<string>());
        Assert.Equal("here", body["tags"]!["deployment"]!.GetValue<string>());
    }

    [Fact]
    public async Task Create_GroupExists_IsNotPutAgain()
    {
        _arm.Answer = context => WriteGroupAsync(context, StatusCodes.Status200OK);

        var creation = await _groups.CreateAsync(Run, CancellationToken.None);

        Assert.Equal(GroupCreationOutcome.Created, creation.Outcome);
        Assert.Equal([HttpMethods.Get], _arm.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task Create_AnswerLost_ThrowsWithoutASecondPut()
    {
        _arm.Answer = context =>
        {
            if (context.Request.Method == HttpMethods.Put)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return NotFoundAsync(context);
        };

        await Assert.ThrowsAnyAsync<RequestFailedException>(() => _groups.CreateAsync(Run, CancellationToken.None));

        Assert.Single(_arm.Requests, request => request.Method == HttpMethods.Put);
    }

    [Theory]
    [InlineData(409, "ContainerGroupQuotaReached")]
    [InlineData(429, "TooManyRequests")]
    [InlineData(409, "ServiceUnavailable")]
    public async Task Create_NoCapacity_IsToBeTriedAgain(int status, string code)
    {
        _arm.Answer = context =>
        {
            if (context.Request.Method != HttpMethods.Put)
            {
                return NotFoundAsync(context);
            }

            context.Response.Headers.RetryAfter = "17";
            return ScriptedArm.WriteErrorAsync(context, status, code, "No room.");
        };

        var creation = await _groups.CreateAsync(Run, CancellationToken.None);

        Assert.Equal(GroupCreationOutcome.Retry, creation.Outcome);
        Assert.Equal(17, creation.RetryAfterSeconds);
        Assert.Contains("No room.", creation.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InaccessibleImage", RunCauses.ImageUnavailable)]
    [InlineData("InvalidRequestContent", RunCauses.PlatformError)]
    public async Task Create_Refused_EndsTheRunWithTheCause(string code, string cause)
    {
        _arm.Answer = context => context.Request.Method == HttpMethods.Put
            ? ScriptedArm.WriteErrorAsync(context, StatusCodes.Status400BadRequest, code, "The image cannot be had.")
            : NotFoundAsync(context);

        var creation = await _groups.CreateAsync(Run, CancellationToken.None);

        Assert.Equal(GroupCreationOutcome.Ended, creation.Outcome);
        Assert.Equal(cause, creation.Ending!.Cause.Code);
        Assert.Contains("The image cannot be had.", creation.Ending.Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_MainContainerKilledForMemory_SaysSo()
    {
        _arm.Answer = context => WriteGroupAsync(context, StatusCodes.Status200OK);

        var group = await _groups.FindAsync(Attempt, CancellationToken.None);

        Assert.True(group!.Ended);
        Assert.True(group.OutOfMemory);
        Assert.Equal(137, group.ExitCode);
        Assert.Null(group.ImageError);
    }

    [Fact]
    public async Task Find_NoGroup_IsNull()
    {
        Assert.Null(await _groups.FindAsync(Attempt, CancellationToken.None));
        Assert.False(await _groups.StopAsync(Attempt, CancellationToken.None));
        Assert.True(await _groups.DeleteAsync(Attempt, CancellationToken.None));
    }

    [Fact]
    public async Task List_GroupsOfOthers_AreLeftOut()
    {
        var mine = Group();
        var foreign = Group();
        foreign["tags"]!["deployment"] = "elsewhere";
        _arm.Answer = context => context.Response.WriteAsJsonAsync(new JsonObject { ["value"] = new JsonArray(mine, foreign) });

        var listed = new List<RunAttempt>();
        await foreach (var attempt in _groups.ListAsync(CancellationToken.None))
        {
            listed.Add(attempt);
        }

        Assert.Equal([Attempt], listed);
    }

    private static Task NotFoundAsync(HttpContext context) =>
        ScriptedArm.WriteErrorAsync(context, StatusCodes.Status404NotFound, "ResourceNotFound", "There is none.");

    private static Task WriteGroupAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(Group());
    }

    private static JsonNode Group()
    {
        var tags = new Dictionary<string, string>();
        RunGroupTags.Write(tags, "here", Attempt);
        return System.Text.Json.JsonSerializer.SerializeToNode(new
        {
            id = $"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups/{RunContainerGroup.Name(Attempt)}",
            name = RunContainerGroup.Name(Attempt),
            location = "westeurope",
            tags,
            properties = new
            {
                provisioningState = "Succeeded",
                instanceView = new { state = "Failed", events = Array.Empty<object>() },
                containers = new[]
                {
                    new
                    {
                        name = RunContainerGroup.MainContainer,
                        properties = new
                        {
                            image = "eo",
                            instanceView = new
                            {
                                currentState = new { state = "Terminated", exitCode = 137, detailStatus = "OOMKilled" },
                            },
                        },
                    },
                },
            },
        })!;
    }

    private sealed class OneFlavor : IFlavors
    {
        public IReadOnlyList<Flavor> All { get; } = [new Flavor { Name = "small", Cpu = 1, MemoryGiB = 1.5 }];

        public Flavor? Find(string name) => All.FirstOrDefault(flavor => flavor.Name == name);
    }
}
