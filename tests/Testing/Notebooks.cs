using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>Notebooks made of lines of Python.</summary>
public static class Notebooks
{
    /// <summary>Leaves a file with a name of its own at each execution, so that a second one cannot go unseen.</summary>
    public const string MarkExecution =
        "import pathlib, uuid\npathlib.Path('outputs', f'executed-{uuid.uuid4()}').write_text('once')";

    /// <param name="cells">The source of each code cell.</param>
    public static JsonObject Python(params string[] cells)
    {
        var items = new JsonArray();
        foreach (var source in cells)
        {
            items.Add(new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = $"cell-{items.Count}",
                ["metadata"] = new JsonObject(),
                ["execution_count"] = null,
                ["outputs"] = new JsonArray(),
                ["source"] = source,
            });
        }

        return new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject
                {
                    ["name"] = "python3",
                    ["display_name"] = "Python 3",
                    ["language"] = "python",
                },
                ["language_info"] = new JsonObject { ["name"] = "python" },
            },
            ["cells"] = items,
        };
    }
}
