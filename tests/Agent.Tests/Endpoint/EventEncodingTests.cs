using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;

namespace CloudWorkspaces.Agent.Tests.Endpoint;

public sealed class EventEncodingTests
{
    [Fact]
    public void Encode_LongTextsOfForeignCharacters_FitAndKeepTheirBeginning()
    {
        var text = "Fehler " + new string('雪', 10_000);
        var bytes = EventEncoding.Encode(new AgentEvent
        {
            Type = AgentEvent.Settled,
            Cause = new Cause { Code = "notebook-error", Message = text, ExceptionName = text, ExceptionValue = text },
        });

        Assert.InRange(bytes.Length, 1_000, EventEncoding.MaxBytes);
        var cause = JsonNode.Parse(bytes)!["cause"]!;
        Assert.StartsWith("Fehler 雪", (string?)cause["message"], StringComparison.Ordinal);
        Assert.EndsWith("…", (string?)cause["message"], StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_Event_IsCamelCaseWithoutNulls()
    {
        var text = System.Text.Encoding.UTF8.GetString(EventEncoding.Encode(new AgentEvent
        {
            Type = AgentEvent.Settled,
            Outcome = "succeeded",
            ExitCode = 0,
            Cells = new CellCount(9, 3),
            Timings = new RunTimings { ClaimMs = 1, PreflightMs = 2, PapermillMs = 3, UploadMs = 4 },
        }));

        Assert.Equal(
            """
            {"type":"settled","outcome":"succeeded","exitCode":0,"cells":{"total":9,"completed":3},
            "timings":{"claimMs":1,"preflightMs":2,"papermillMs":3,"uploadMs":4}}
            """.ReplaceLineEndings(""),
            text);
    }
}
