using System.Text.Json.Nodes;
using Azure;
using CloudWorkspaces.Containers;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Groups;
using CloudWorkspaces.Runs.Orchestration;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Functions.Tests.Groups;

public sealed class ArmRunGroupsTests : IAsyncLifetime
{
    private static readonly RunRecord Run = SampleRun.Record;
    private static readonly RunAttempt Attempt = SampleRun.Attempt;

    private ScriptedArm _arm = null!;
    private ArmRunGroups _groups = null!;

    public async Task InitializeAsync()
    {
        _arm = await ScriptedArm.StartAsync();
        _groups = SampleRun.GroupsOf(_arm);
    }

    public async Task DisposeAsync() => await _arm.DisposeAsync();

    [Fact]
    public async Task Create_NoGroupYet_LooksAndThenPutsIt()
    {
        _arm.Answer = context => context.Request.Method == HttpMethods.Put
            ? WriteGroupAsync(context, StatusCodes.Status201Created)
            : NotFoundAsync(context);

        var creation = await _groups.CreateAsync(Run, CancellationToken.None);

        Assert.Equal(GroupCreationOutcome.Created, creation.Outcome);
        Assert.Equal([HttpMethods.Get, HttpMethods.Put], _arm.Requests.Select(request => request.Method));
        var (_, path, text) = _arm.Requests.Last();
        Assert.EndsWith($"/containerGroups/run-{Run.Id}-1", path, StringComparison.Ordinal);
        Assert.Contains(Run.Image, text, StringComparison.Ordinal);
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
    [InlineData(403, "QuotaExceeded")]
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
    [InlineData(408, "RequestTimeout")]
    [InlineData(500, "InternalServerError")]
    [InlineData(502, "BadGateway")]
    public async Task Create_ServiceFails_ThrowsSoThatItIsTriedAgain(int status, string code)
    {
        _arm.Answer = context => context.Request.Method == HttpMethods.Put
            ? ScriptedArm.WriteErrorAsync(context, status, code, "Try again.")
            : NotFoundAsync(context);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => _groups.CreateAsync(Run, CancellationToken.None));

        Assert.Equal((status, code), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task Create_CannotTellWhetherThereIsOne_PutsNothing()
    {
        _arm.Answer = context => ScriptedArm.WriteErrorAsync(context, 503, "ServerBusy", "Later.");

        await Assert.ThrowsAsync<RequestFailedException>(() => _groups.CreateAsync(Run, CancellationToken.None));

        Assert.DoesNotContain(_arm.Requests, request => request.Method == HttpMethods.Put);
    }

    [Fact]
    public async Task Create_FlavorIsGone_EndsTheRunWithoutARequest()
    {
        var creation = await _groups.CreateAsync(Run with { Flavor = "none" }, CancellationToken.None);

        Assert.Equal(RunCauses.PlatformError, creation.Ending!.Cause.Code);
        Assert.Empty(_arm.Requests);
    }

    [Theory]
    [InlineData(204, true)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    public async Task Stop_GroupExists_SaysWhetherItWasStopped(int status, bool stopped)
    {
        _arm.Answer = context => AnswerAsync(context, HttpMethods.Post, status);

        Assert.Equal(stopped, await _groups.StopAsync(Attempt, CancellationToken.None));

        Assert.EndsWith("/stop", _arm.Requests.Last().Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(202, false)]
    [InlineData(204, true)]
    public async Task Delete_GroupExists_SaysWhetherItIsGone(int status, bool gone)
    {
        _arm.Answer = context => AnswerAsync(context, HttpMethods.Delete, status);

        Assert.Equal(gone, await _groups.DeleteAsync(Attempt, CancellationToken.None));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task Delete_NotAccepted_ThrowsSoThatItIsTriedAgain(int status)
    {
        _arm.Answer = context => AnswerAsync(context, HttpMethods.Delete, status);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => _groups.DeleteAsync(Attempt, CancellationToken.None));

        Assert.Equal(status, failure.Status);
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

    /// <summary>The group for a GET; for the other method a status, with the address of its operation if it goes on.</summary>
    private static Task AnswerAsync(HttpContext context, string method, int status)
    {
        if (context.Request.Method != method)
        {
            return WriteGroupAsync(context, StatusCodes.Status200OK);
        }

        context.Response.StatusCode = status;
        if (status == StatusCodes.Status202Accepted)
        {
            context.Response.Headers["Azure-AsyncOperation"] = $"https://{context.Request.Host}/operations/1";
        }

        return status < 400 ? Task.CompletedTask : ScriptedArm.WriteErrorAsync(context, status, "Refused", "No.");
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
        var tags = RunGroupTags.Of("here", Attempt);
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
                        name = WorkloadGroupBuilder.MainContainer,
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
}
