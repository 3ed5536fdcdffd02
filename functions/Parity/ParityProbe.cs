using System.Text.Json.Nodes;

namespace CloudWorkspaces.Parity;

/// <summary>The tiny notebook that runs in both modes, from <c>probe.py</c>.</summary>
internal static class ParityProbe
{
    public const string FileName = "parity.ipynb";

    public static string Code { get; } = Read();

    public static ReadOnlyMemory<byte> Notebook() => BinaryData.FromString(new JsonObject
    {
        ["cells"] = new JsonArray(new JsonObject
        {
            ["cell_type"] = "code",
            ["id"] = "probe",
            ["source"] = Code,
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["execution_count"] = null,
        }),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["name"] = "python3", ["display_name"] = "Python 3", ["language"] = "python" },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
    }.ToJsonString()).ToMemory();

    /// <summary>What its cell printed, from the result notebook of a run.</summary>
    public static string Printed(BinaryData notebook)
    {
        var outputs = JsonNode.Parse(notebook.ToString())?["cells"]?.AsArray()
            .SelectMany(cell => cell?["outputs"]?.AsArray() ?? [])
            .Where(output => output?["output_type"]?.GetValue<string>() == "stream")
            .Select(output => Text(output!["text"]));
        return string.Concat(outputs ?? []);
    }

    private static string Text(JsonNode? text) => text is JsonArray lines
        ? string.Concat(lines.Select(line => line?.GetValue<string>()))
        : text?.GetValue<string>() ?? "";

    private static string Read()
    {
        using var stream = typeof(ParityProbe).Assembly.GetManifestResourceStream("probe.py")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
