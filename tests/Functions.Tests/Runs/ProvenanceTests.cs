using System.Text.Json.Nodes;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Provenance;
using CloudWorkspaces.Runs.Retries;

namespace CloudWorkspaces.Functions.Tests.Runs;

public sealed class ProvenanceTests
{
    private const string Agent =
        """
        {
          "notebookName": "b.ipynb", "notebookSha256": "abc", "notebookBytes": 7, "agentVersion": "1", "image": "of the agent",
          "packages": ["gdal=3.10", "python3=3.13"], "startedOn": "2026-11-22T12:00:05Z", "timings": {"claimMs": 1, "uploadMs": 9},
          "git": {"commit": "fed"},
          "inputs": [{"mount": "scenes", "sha256": "one", "files": 2, "eTags": {"a.tif": "0x1", "b.tif": "0x2"}}]
        }
        """;

    private static readonly RunRecord Run = RunSamples.Accepted("default", RunSamples.Now);

    [Fact]
    public void Of_RunWithItsAgent_HasWhatARepetitionNeeds()
    {
        var request = Request() with
        {
            Git = new() { Url = "https://git.example.org/a.git", Revision = "main", Path = "b.ipynb", Credential = "TOKEN" },
        };

        var document = ProvenanceDocument.Of(Run, request, Parse(Agent));

        Assert.Equal(Run.Image, (string?)document["image"]);
        Assert.Equal("abc", (string?)document["notebookSha256"]);
        Assert.Equal("""{"year":2026}""", document["parameters"]!.ToJsonString());
        Assert.Equal(
            """{"url":"https://git.example.org/a.git","revision":"main","path":"b.ipynb","commit":"fed"}""",
            document["git"]!.ToJsonString());
        Assert.Equal("small", (string?)document["flavor"]);
        Assert.Equal("0x2", (string?)document["inputs"]![0]!["eTags"]!["b.tif"]);
        Assert.Equal(1, (int)document["timings"]!["claimMs"]!);
        Assert.Equal("2026-11-22T12:00:05Z", (string?)document["timings"]!["notebookStartedOn"]);
        Assert.DoesNotContain("TOKEN", document.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RunThatNoAgentEverHad_HasWhatTheAppKnows()
    {
        var document = ProvenanceDocument.Of(Run, Request(), agent: null);

        Assert.Equal(Run.NotebookSha256, (string?)document["notebookSha256"]);
        Assert.Equal("eo:2026.11", (string?)document["environment"]);
        Assert.False(document.ContainsKey("packages"));
        Assert.Equal(["createdOn"], document["timings"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public void Of_EarlierAttempt_IsThatOnes()
    {
        var run = Run with { Flavor = "large", Attempt = 2 };
        run = run with
        {
            EarlierAttempts =
            [
                EndedAttempt.Of(Run, new() { Code = RunCauses.OutOfMemory, Message = "x" }, null, RunSamples.Now.AddMinutes(1)),
            ],
        };

        var document = ProvenanceDocument.Of(run with { Attempt = 1 }, Request(), null);

        Assert.Equal(("small", "out-of-memory"), ((string?)document["flavor"], (string?)document["cause"]!["code"]));
    }

    [Fact]
    public void Find_TheSameAgain_IsNothing() =>
        Assert.Empty(ProvenanceDifferences.Find(Document(Agent), Document(Agent)));

    [Fact]
    public void Find_ChangedInputs_NamesEachFileWithBothETags()
    {
        var later = Agent.Replace("\"one\"", "\"two\"", StringComparison.Ordinal)
            .Replace("\"b.tif\": \"0x2\"", "\"b.tif\": \"0x3\", \"c.tif\": \"0x4\"", StringComparison.Ordinal);

        var found = ProvenanceDifferences.Find(Document(Agent), Document(later));

        Assert.Equal(
            ["scenes b.tif 0x2 0x3", "scenes c.tif  0x4"],
            found.Select(one => $"{one.Mount} {one.Path} {one.Before} {one.After}"));
    }

    [Fact]
    public void Find_ChangeBeyondTheNamedFiles_TellsTheDigests()
    {
        var found = ProvenanceDifferences.Find(
            Document(Agent), Document(Agent.Replace("\"one\"", "\"two\"", StringComparison.Ordinal)));

        var only = Assert.Single(found);
        Assert.Equal(("inputs", "one", "two"), (only.Field, $"{only.Before}", $"{only.After}"));
        Assert.Null(only.Path);
    }

    [Fact]
    public void Find_OtherPackagesParametersAndCommit_NamesThem()
    {
        var later = Document(Agent
            .Replace("gdal=3.10", "gdal=3.11", StringComparison.Ordinal)
            .Replace("\"fed\"", "\"fee\"", StringComparison.Ordinal));
        later["parameters"]!["year"] = 2027;
        later["git"] = new JsonObject { ["commit"] = "fee" };
        later["image"] = "other";

        var found = ProvenanceDifferences.Find(Document(Agent), later);

        Assert.Equal(["git.commit", "image", "parameters.year", "packages.gdal"], found.Select(one => one.Field));
        Assert.Equal(("3.10", "3.11"), ($"{found[^1].Before}", $"{found[^1].After}"));
    }

    private static JsonObject Document(string agent) => ProvenanceDocument.Of(Run, Request(), Parse(agent));

    private static RunRequest Request() => new()
    {
        Parameters = new JsonObject { ["year"] = 2026 },
        NotebookName = "b.ipynb",
        RunTimeoutSeconds = 60,
    };

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();
}
