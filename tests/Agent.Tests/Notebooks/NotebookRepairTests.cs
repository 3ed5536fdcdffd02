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
        var error = Assert.Single(Executed(repaired)[1]["outputs"]!.AsArray())!;
        Assert.Equal("error", (string?)error["output_type"]);
        Assert.Equal("kernel-died", (string?)error["ename"]);
        Assert.Equal("Gone – 'ü'.", (string?)error["evalue"]);
        Assert.Empty(Executed(repaired)[0]["outputs"]!.AsArray());
    }

    [Fact]
    public void Apply_CellHasItsOwnError_HasBoth()
    {
        var cell = Cell("failed", "x");
        cell["outputs"]!.AsArray().Add((JsonNode)new JsonObject { ["output_type"] = "error", ["ename"] = "KeyError" });

        var repaired = Repair(cell);

        Assert.Equal(["KeyError", "kernel-died"], Executed(repaired)[0]["outputs"]!.AsArray().Select(output => (string?)output!["ename"]));
    }

    [Fact]
    public void Apply_MarkdownCell_GetsNoOutputs()
    {
        var cell = Cell("running", "x");
        cell.Remove("outputs");

        Assert.Null(Executed(Repair(cell))[0]["outputs"]);
    }

    [Fact]
    public void Apply_Always_KeepsNumbersAndCharactersAsTheyWere()
    {
        var content = """{"metadata":{"a":1.10,"b":1e400,"c":"<é雪>"},"cells":[]}"""u8;

        var text = Encoding.UTF8.GetString(NotebookRepair.Apply(content, "x", "y")!);

        Assert.StartsWith(
            "{\n \"metadata\": {\n  \"a\": 1.10,\n  \"b\": 1e400,\n  \"c\": \"<é雪>\"\n },\n \"cells\": [\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_Interrupted_TellsTheCauseAtTheTopAndBeforeTheCell()
    {
        var repaired = Repair(Cell("completed", "x"), Cell("running", "x"), Cell("pending", null));

        var markers = repaired["cells"]!.AsArray().Select((cell, at) => (Cell: cell!, At: at)).Where(one => CauseMarkers.Is(one.Cell)).ToList();
        Assert.Equal([0, 2], markers.Select(marker => marker.At));
        Assert.Contains("kernel-died", (string?)markers[0].Cell["source"], StringComparison.Ordinal);
        Assert.Contains("Gone – &#39;&#252;&#39;.", (string?)markers[0].Cell["source"], StringComparison.Ordinal);
        Assert.Contains("id=\"papermill-error-cell\"", (string?)markers[1].Cell["source"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Apply_Markers_HaveIdsWhereTheFormatHasThem(int minor, bool expected)
    {
        var content = $$"""{"nbformat":4,"nbformat_minor":{{minor}},"metadata":{},"cells":[]}""";

        var repaired = JsonNode.Parse(NotebookRepair.Apply(Encoding.UTF8.GetBytes(content), "x", "y"))!;

        Assert.Equal(expected, repaired["cells"]![0]!["id"] is not null);
    }

    [Fact]
    public void Unexecuted_EarlierResult_HasNoOutputsAndNoEarlierMarks()
    {
        var marker = Cell("completed", "x");
        marker["metadata"]!["tags"] = new JsonArray(CellMap.ErrorMarkerTag);
        var cell = Cell("failed", "x");
        cell["execution_count"] = 7;
        cell["outputs"]!.AsArray().Add((JsonNode)new JsonObject { ["output_type"] = "error", ["ename"] = "KeyError" });
        var text = new JsonObject { ["cell_type"] = "markdown", ["source"] = "text" };
        var notebook = new JsonObject { ["nbformat"] = 4, ["nbformat_minor"] = 5, ["cells"] = new JsonArray(marker, cell, text) };

        var content = Encoding.UTF8.GetBytes("\uFEFF" + notebook.ToJsonString());
        var result = JsonNode.Parse(NotebookRepair.Unexecuted(content, "mount-failed", "Not there."))!;

        Assert.Equal(["pending", "pending"], States(result));
        Assert.Empty(Executed(result)[0]["outputs"]!.AsArray());
        Assert.Null(Executed(result)[0]["execution_count"]);
        Assert.Null(Executed(result)[1]["outputs"]);
        Assert.True((bool)result["metadata"]!["papermill"]!["exception"]!);
        Assert.Contains("mount-failed", (string?)Assert.Single(result["cells"]!.AsArray(), CauseMarkers.Is)!["source"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"nbformat":3,"worksheets":[]}""")]
    [InlineData("""{"nbformat":3,"cells":[]}""")]
    [InlineData("""{"cells":[]}""")]
    [InlineData("no json")]
    [InlineData("")]
    public void Unexecuted_NotOfFormat4_IsNull(string content) =>
        Assert.Null(NotebookRepair.Unexecuted(Encoding.UTF8.GetBytes(content), "x", "y"));

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
        Executed(notebook).Select(cell => (string)cell["metadata"]!["papermill"]!["status"]!);

    private static List<JsonNode> Executed(JsonNode notebook) =>
        [.. notebook["cells"]!.AsArray().Where(cell => !CauseMarkers.Is(cell)).Select(cell => cell!)];
}
