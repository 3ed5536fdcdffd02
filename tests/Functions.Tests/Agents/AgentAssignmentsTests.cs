using System.Text.Json.Nodes;
using CloudWorkspaces.Agents;
using CloudWorkspaces.Functions.Tests.Orchestration;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Functions.Tests.Agents;

public sealed class AgentAssignmentsTests
{
    private readonly AgentFixture _fixture = new();

    [Fact]
    public async Task Start_OwnAttempt_GivesTheAssignmentWithSignedBlobs()
    {
        _fixture.Documents.Request = new()
        {
            Parameters = new JsonObject { ["threshold"] = 0.3 },
            NotebookName = "ndvi.ipynb",
            Kernel = "python3",
            RunTimeoutSeconds = 900,
            CellTimeoutSeconds = 60,
            StartTimeoutSeconds = 30,
        };

        var assignment = (await _fixture.SendAsync("start")).Value<AgentAssignment>();

        Assert.Equal(
            ("default", _fixture.Run.RunId, 1, "ndvi.ipynb", "python3", 900, 60, 30),
            (assignment.Workspace, assignment.RunId, assignment.Attempt, assignment.NotebookName, assignment.Kernel,
                assignment.RunTimeoutSeconds, assignment.CellTimeoutSeconds, assignment.StartTimeoutSeconds));
        Assert.Equal(0.3, assignment.Parameters["threshold"]!.GetValue<double>());
        Assert.Equal(_fixture.Time.GetUtcNow().AddMinutes(15), assignment.ExpiresOn);
        Assert.Equal(
            $"http://blobs/default-runs/{_fixture.Run.RunId}/1/input.ipynb?Read",
            assignment.Blobs["input.ipynb"].ToString());
        Assert.Equal(7, assignment.Blobs.Count);
        Assert.Contains("Add", assignment.Blobs["log.txt"].Query);
        Assert.DoesNotContain("Delete", string.Join(' ', assignment.Blobs.Values));
    }

    [Fact]
    public async Task Start_NotebookInGit_GivesSourceAndBoundsAndRepeatsTheCommitOfBefore()
    {
        var commit = new string('c', 40);
        _fixture.Documents.Request = new()
        {
            Parameters = [],
            NotebookName = "a.ipynb",
            Git = new() { Url = "https://git.example.org/a.git", Revision = "main", Path = "deep/a.ipynb", Credential = "TOKEN" },
            RunTimeoutSeconds = 900,
        };

        var first = (await _fixture.SendAsync("start")).Value<AgentAssignment>();
        _fixture.Change(run => run with { Commit = commit });
        var second = (await _fixture.SendAsync("start")).Value<AgentAssignment>();

        Assert.Equal(("main", "deep/a.ipynb", "TOKEN"), (first.Git!.Revision, first.Git.Path, first.Git.Credential));
        Assert.Equal((300, 1L << 30), (first.Git.TimeoutSeconds, first.Git.MaxBytes));
        Assert.Contains("Write", first.Blobs["input.ipynb"].Query, StringComparison.Ordinal);
        Assert.Equal(commit, second.Git!.Revision);
    }

    [Fact]
    public async Task Start_ReadOnly_DoesNotMoveTheRun()
    {
        await _fixture.SendAsync("start");

        Assert.Equal(RunState.Provisioning, _fixture.Runs[_fixture.Run].State);
    }

    [Fact]
    public async Task Start_TerminalCancelledOrLaterAttempt_IsAConflict()
    {
        var before = _fixture.Runs[_fixture.Run];
        _fixture.Change(run => run with { State = RunState.Dismissed });
        var terminal = await _fixture.SendAsync("start");
        _fixture.Change(_ => before with { CancelRequestedOn = before.CreatedOn });
        var cancelled = await _fixture.SendAsync("start");
        _fixture.Change(_ => before with { Attempt = 2 });
        var later = await _fixture.SendAsync("start");

        Assert.Equal((409, 409, 409), (terminal.Status, cancelled.Status, later.Status));
    }

    [Fact]
    public async Task Access_NamesOfTheAttempt_AreSigned()
    {
        var links = (await _fixture.SendAsync(
            "access", new { blobs = new[] { "outputs/a b/c.tif", "log.txt", "input.ipynb" } })).Value<AgentBlobLinks>();

        Assert.Equal(["outputs/a b/c.tif", "log.txt", "input.ipynb"], links.Blobs.Keys);
        Assert.EndsWith("?Read", links.Blobs["input.ipynb"].ToString());
    }

    [Theory]
    [InlineData("../2/output.ipynb")]
    [InlineData("/outputs/a")]
    [InlineData("outputs/../status.json")]
    [InlineData("outputs/./a")]
    [InlineData("outputs//a")]
    [InlineData("outputs/")]
    [InlineData("outputs")]
    [InlineData("outputs/a\\..\\b")]
    [InlineData("outputs/a\nb")]
    [InlineData("request.json")]
    [InlineData("")]
    public async Task Access_OtherNames_AreRefusedByName(string name)
    {
        var answer = await _fixture.SendAsync("access", new { blobs = new[] { "log.txt", name } });

        Assert.Equal(400, answer.Status);
        Assert.Contains(name, answer.Problem!.Errors!["blobs"][0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task Access_WrongNumberOfNames_IsRefused(int count)
    {
        var names = Enumerable.Range(0, count).Select(index => $"outputs/{index}");

        Assert.Equal(400, (await _fixture.SendAsync("access", new { blobs = names })).Status);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"blobs":[null]}""")]
    [InlineData("""{"blobs":"log.txt"}""")]
    public async Task Access_BodyOfAnotherShape_IsRefused(string body) =>
        Assert.Equal(400, (await _fixture.SendAsync("access", body)).Status);

    [Theory]
    [InlineData(10, 200)]
    [InlineData(31, 409)]
    public async Task Access_AfterTheEnd_IsGivenForWhatFollowsTheSettlement(int minutes, int expected)
    {
        _fixture.Change(run => FakeRuns.Ended(run.CreatedOn, run.CreatedOn) with { Id = run.Id });
        _fixture.Time.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Equal(expected, (await _fixture.SendAsync("access", new { blobs = new[] { "output.html" } })).Status);
    }
}
