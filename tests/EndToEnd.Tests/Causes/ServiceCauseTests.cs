using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Causes;

/// <summary>
/// Causes that are outside of the notebook: image, storage, mounts, the user and the service. The HTML of a container that
/// was ended is made in what is left of its grace, which is not enough on a busy machine.
/// </summary>
[Trait("Category", "EndToEnd")]
[Collection(CauseStack.Collection)]
public sealed class ServiceCauseTests(CauseStack fixture)
{
    private readonly WorkspaceClient _client = fixture.Stack.Client;
    private readonly GroupClient _groups = fixture.Stack.Groups;
    private readonly CauseRuns _runs = new(fixture.Stack.Client);

    [Fact]
    public async Task NoImage_IsImageUnavailableWithoutAGroupLeft()
    {
        var cause = await _runs.EndAsync(
            Notebooks.Python("1"), "image-unavailable", new JsonObject { ["environment"] = CauseStack.NoImage });

        Assert.Contains("cloud-workspaces/gone", $"{cause["message"]}", StringComparison.Ordinal);
        await _groups.WaitUntilNoneAsync(CauseRuns.Deadline);
    }

    [Fact]
    public async Task NoContainerToMount_IsMountFailedAndNamesTheMount()
    {
        await using var mounts = new MountClient(_client.Http);
        await mounts.PutAsync("scenes", new { kind = "blob", container = CauseStack.NoContainer, readOnly = true });
        var id = await _runs.StartAsync(Notebooks.Python("1", "2"));

        var cause = await _runs.EndAsync(id, "mount-failed");

        Assert.Contains("'scenes'", $"{cause["message"]}", StringComparison.Ordinal);
        Assert.Contains("ContainerNotFound", $"{cause["message"]}", StringComparison.Ordinal);
        await _runs.AssertTruthAsync(id, "mount-failed", "pending", "pending");
    }

    /// <summary>All cells run, but there is nowhere to put the result.</summary>
    [Fact]
    public async Task StorageGoneInTheMiddle_IsStorageUnavailableAndSaysWhatIsLost()
    {
        var id = await _runs.StartAsync(Notebooks.Python("1", "import time\ntime.sleep(3)"));
        await _client.WaitForCellAsync(id, completed: 1, CauseRuns.Deadline);
        fixture.Blobs.BeforeForward = request =>
        {
            request.HttpContext.Abort();
            throw new IOException("The test has taken the storage away.");
        };

        JsonNode cause;
        try
        {
            cause = await _runs.EndAsync(id, "storage-unavailable");
        }
        finally
        {
            fixture.Blobs.BeforeForward = null;
        }

        Assert.Contains("the result notebook", $"{cause["message"]}", StringComparison.Ordinal);
        using var result = await _client.Http.GetAsync($"runs/{id}/notebook");
        Assert.Equal(HttpStatusCode.NotFound, result.StatusCode);
    }

    [Fact]
    public async Task Cancelled_IsDismissedWithThePartialNotebook()
    {
        var id = await InLongCellAsync();

        await _client.CancelAsync(id);

        await _runs.EndAsync(id, "cancelled", "dismissed");
        await _runs.AssertNotebookAsync(id, "cancelled", "completed", "failed", "pending");
    }

    [Fact]
    public async Task Evicted_IsPreemptedWithThePartialNotebook()
    {
        var id = await InLongCellAsync();

        await _groups.AskForFaultAsync(new { kind = "Eviction" });

        var cause = await _runs.EndAsync(id, "preempted");
        Assert.Equal(1, (int)cause["cellIndex"]!);
        await _runs.AssertNotebookAsync(id, "preempted", "completed", "failed", "pending");
        await _groups.WaitUntilNoneAsync(CauseRuns.Deadline);
    }

    /// <summary>Nobody is left to save the notebook; the log was saved while it ran.</summary>
    [Fact]
    public async Task NodeLost_IsPlatformErrorWithTheLogSoFar()
    {
        var id = await InLongCellAsync();

        await _groups.AskForFaultAsync(new { kind = "NodeLoss" });

        await _runs.EndAsync(id, "platform-error");
        var log = Encoding.UTF8.GetString(await _client.DownloadAsync($"runs/{id}/log", CauseRuns.Deadline));
        Assert.Contains("first cell has run", log, StringComparison.Ordinal);
        await _groups.WaitUntilNoneAsync(CauseRuns.Deadline);
    }

    private async Task<string> InLongCellAsync()
    {
        var id = await _runs.StartAsync(Notebooks.Python(
            "print('first cell ' + 'has run')", "import time\ntime.sleep(300)", "print('never')"));
        await _client.WaitForCellAsync(id, completed: 1, CauseRuns.Deadline);
        return id;
    }
}
