using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Notebooks;

namespace CloudWorkspaces.Agent.Tests.Notebooks;

public sealed class NotebookRepairTests
{
    [Fact]
    public void Apply_PapermillCalledEveryCellCompleted_OnlyThoseThatStartedAre()
    {
        var repaired = Repair(Cell("completed", "2026-11-22T10:00:00"), Cell("failed", "2026-11-22T10:00:01"), Cell("completed", null));

        Assert.Equal(["completed", "failed", "pending"], States(repaired));
        Assert.True((bool)repaired["metadata"]!["papermill"]!["exception"]!);
    }

    [Fact]
    public void Apply_PapermillWasKilled_TheRunningCellFailedAndSaysWhy()
    {
        var repaired = Repair(Cell("completed", "x"), Cell("running", "x"), Cell("pending", null));

        Assert.Equal(["completed", "failed", "pending"], States(repaired));
        var error = Assert.Single(repaired["cells"]![1]!["outputs"]!.AsArray())!;
        Assert.Equal("error", (string?)error["output_type"]);
        Assert.Equal("kernel-died", (string?)error["ename"]);
        Assert.Equal("Gone – 'ü'.", (string?)error["evalue"]);
        Assert.Empty(repaired["cells"]![0]!["outputs"]!.AsArray());
    }

    [Fact]
    public void Apply_CellHasItsOwnError_KeepsIt()
    {
        var cell = Cell("failed", "x");
        cell["outputs"]!.AsArray().Add((JsonNode)new JsonObject { ["output_type"] = "error", ["ename"] = "KeyError" });

        var repaired = Repair(cell);

        Assert.Equal("KeyError", (string?)Assert.Single(repaired["cells"]![0]!["outputs"]!.AsArray())!["ename"]);
    }

    [Fact]
    public void Apply_MarkdownCell_GetsNoOutputs()
    {
        var cell = Cell("running", "x");
        cell.Remove("outputs");

        Assert.Null(Repair(cell)["cells"]![0]!["outputs"]);
    }

    [Fact]
    public void Apply_Always_KeepsNumbersAndCharactersAsTheyWere()
    {
        var content = """{"cells":[],"metadata":{"a":1.10,"b":1e400,"c":"<é雪>"}}"""u8;

        var text = Encoding.UTF8.GetString(NotebookRepair.Apply(content, "x", "y")!);

        Assert.Equal("{\n \"cells\": [],\n \"metadata\": {\n  \"a\": 1.10,\n  \"b\": 1e400,\n  \"c\": \"<é雪>\"\n }\n}\n", text);
    }

    [Theory]
    [InlineData("{\"cells\": [")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Apply_NoNotebook_IsNull(string content) =>
        Assert.Null(NotebookRepair.Apply(Encoding.UTF8.GetBytes(content), "x", "y"));

    private static JsonNode Repair(params JsonObject[] cells)
    {
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject { ["papermill"] = new JsonObject { ["exception"] = null } },
        };
        var content = Encoding.UTF8.GetBytes(notebook.ToJsonString());
        return JsonNode.Parse(NotebookRepair.Apply(content, "kernel-died", "Gone – 'ü'."))!;
    }

    private static JsonObject Cell(string status, string? startTime) => new()
    {
        ["cell_type"] = "code",
        ["metadata"] = new JsonObject
        {
            ["papermill"] = new JsonObject { ["status"] = status, ["start_time"] = startTime, ["exception"] = null },
        },
        ["outputs"] = new JsonArray(),
    };

    private static IEnumerable<string> States(JsonNode notebook) =>
        notebook["cells"]!.AsArray().Select(cell => (string)cell!["metadata"]!["papermill"]!["status"]!);
}
