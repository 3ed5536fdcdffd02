using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>Parameters through the agent and through the image's own papermill: what comes of them is the same.</summary>
[Trait("Category", "Container")]
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class ParameterTests : IDisposable
{
    private const string Show =
        "for name in sorted(name for name in globals() if name.startswith('p_')):\n" +
        "    print(name, type(globals()[name]).__name__, repr(globals()[name]))";

    private const string Values =
        """
        {"p_null": null, "p_true": true, "p_false": false, "p_int": 42, "p_negative": -7, "p_zero": 0,
         "p_large": 123456789012345678901234567890, "p_float": 1.5, "p_exponent": 1e5, "p_tiny": 1e-12, "p_empty": "",
         "p_text": "it's \"quoted\"", "p_lines": "one\ntwo\n\ttabbed\r\n", "p_backslash": "C:\\new\\table",
         "p_unicode": "Äpfel — 衛星 🛰", "p_number": "12", "p_no": "NO", "p_date": "2026-11-23", "p_list": [1, "a", null, [true, 2.5]],
         "p_emptylist": [], "p_emptydict": {}, "p_dict": {"a": {"b": [1, {"c": null}]}, "1": "ü", "it's": false}, "p_both": 2}
        """;

    private const string Yaml =
        """
        p_both: 1
        p_y_no: NO
        p_y_on: on
        p_y_null: ~
        p_y_date: 2026-11-23
        p_y_time: 2026-11-23T10:00:00Z
        p_y_minutes: 1:30
        p_y_octal: 010
        p_y_hex: 0x1F
        p_y_large: 123456789012345678901234567890
        p_y_exponent: 1e5
        p_y_float: 1.0e+5
        p_y_nan: .nan
        p_y_infinity: -.inf
        p_y_folded: >
          one
          two
        p_y_literal: |
          one
            two
        p_y_anchor: &same {a: [1, 2]}
        p_y_alias: *same
        p_y_keys: {1: one, true: yes}
        p_y_tree: [{x: [~, .inf]}, [], {}]
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parameters");

    public ParameterTests()
    {
        // The container's user reads them.
        File.SetUnixFileMode(_folder.FullName, (UnixFileMode)Convert.ToInt32("755", 8));
        PapermillProcess.WriteLauncher(Path.Combine(_folder.FullName, "launcher.py"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Table_ThroughTheAgentAndPapermillItself_IsEqual()
    {
        var notebook = TestNotebook.Create("python3", TestNotebook.Code("p_both = 0", "parameters"), TestNotebook.Code(Show));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "notebook.ipynb"), notebook);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "values.json"), Values);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "values.yaml"), Yaml);
        var expected = await PythonAsync(
            """
            import json, subprocess, papermill
            values = json.load(open("/in/values.json", encoding="utf-8"))
            values.pop("p_both")
            subprocess.run(["papermill", "/in/notebook.ipynb", "/tmp/a.ipynb", "-y", open("/in/values.yaml").read(), "-p", "p_both", "2"], check=True)
            papermill.execute_notebook("/in/notebook.ipynb", "/tmp/b.ipynb", parameters=values, progress_bar=False)
            found = {"source": "", "lines": []}
            for path in ("/tmp/a.ipynb", "/tmp/b.ipynb"):
                cells = json.load(open(path, encoding="utf-8"))["cells"]
                found["source"] += "".join(cells[1]["source"]).replace("# Parameters\n", "").rstrip() + "\n"
                found["lines"] += "".join(cells[2]["outputs"][0]["text"]).splitlines()
            # The second of them has not been told of this one.
            found["lines"].remove("p_both int 0")
            """);
        await using var app = await AgentRuns.StartAppAsync(
            notebook, new JsonObject { ["parameters"] = JsonNode.Parse(Values), ["parametersYaml"] = Yaml });

        var settled = await AgentRuns.SettleAsync(app);

        Assert.True((string?)settled["outcome"] == "succeeded", $"{settled}");
        var result = JsonNode.Parse(await app.ReadAsync("output.ipynb"))!;
        Assert.Equal(
            (string)expected["source"]!, Text(result["cells"]![1]!["source"]!).Replace("# Parameters\n", "", StringComparison.Ordinal).TrimEnd() + "\n");
        var lines = Text(result["cells"]![2]!["outputs"]![0]!["text"]!).TrimEnd().Split('\n');
        Assert.Equal(expected["lines"]!.AsArray().Select(line => (string)line!).Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
        Assert.Equal(42, lines.Length);
        // JSON knows no NaN, and others than Python read the notebook.
        Assert.Equal("nan", (string?)result["metadata"]!["papermill"]!["parameters"]!["p_y_nan"]);
    }

    [Theory]
    [InlineData("""{"a": "x", "zz": 1, "b": 1}""", null, "a: must be a whole number. zz: is not a parameter of the notebook. Parameters are: a, b.")]
    [InlineData("{}", "a: [1", "parametersYaml is no YAML")]
    [InlineData("{}", "- 1", "parametersYaml must be a mapping")]
    [InlineData("{}", "b: x", "b: must be a number.")]
    [InlineData("""{"b": {"$secret": "NOT_THERE"}}""", "a: 1", "b: must be a number.")]
    public async Task Strict_WrongParameters_EndTheRunBeforeItsFirstCell(string values, string? yaml, string message)
    {
        var notebook = TestNotebook.Create("python3", TestNotebook.Code("a = 1\nb: float = 0", "parameters"), TestNotebook.Code("print(a, b)"));
        await using var app = await AgentRuns.StartAppAsync(
            notebook, new JsonObject { ["parameters"] = JsonNode.Parse(values), ["parametersYaml"] = yaml, ["strict"] = true });

        var settled = await AgentRuns.SettleAsync(app);

        Assert.Equal("invalid-parameters", (string?)settled["cause"]!["code"]);
        Assert.StartsWith(message, (string?)settled["cause"]!["message"], StringComparison.Ordinal);

        // The notebook says why, and that nothing of it has run.
        var result = await app.ReadAsync("output.ipynb");
        Assert.Contains("invalid-parameters", result, StringComparison.Ordinal);
        Assert.All(
            JsonNode.Parse(result)!["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code"),
            cell => Assert.Empty(cell!["outputs"]!.AsArray()));
    }

    [Fact]
    public async Task Schema_OfATableOfCells_HasAllThatPapermillInfers()
    {
        (string Source, string? Name, string? Schema)[] table =
        [
            ("a = 1  # the a", "a", """{"type":"integer","default":1,"description":"the a","x-papermill-type":"None","x-papermill-default":"1"}"""),
            ("a: float = 2", "a", """{"type":"number","default":2,"x-papermill-type":"float","x-papermill-default":"2"}"""),
            ("a = 'x' # type: str  of the tile", "a", """{"type":"string","default":"x","description":"of the tile","x-papermill-type":"str","x-papermill-default":"'x'"}"""),
            ("a: Optional[List[int]] = None", "a", """{"anyOf":[{"type":"array","items":{"type":"integer"}},{"type":"null"}],"default":null,"x-papermill-type":"Optional[List[int]]","x-papermill-default":"None"}"""),
            ("a: int | None = 3", "a", """{"anyOf":[{"type":"integer"},{"type":"null"}],"default":3}"""),
            ("a: Union[str, 'float'] = 3", "a", """{"anyOf":[{"type":"string"},{"type":"number"}],"default":3}"""),
            ("a: typing.Dict[str, float] = {}", "a", """{"type":"object","additionalProperties":{"type":"number"},"default":{}}"""),
            ("a: Literal['x', 'y'] = 'x'", "a", """{"enum":["x","y"],"default":"x"}"""),
            ("a = {'x': 1,  # one\n  'y': [1, 2]\n}  # both", "a", """{"type":"object","default":{"x":1,"y":[1,2]},"description":"both","x-papermill-type":"None","x-papermill-default":"{'x': 1,'y': [1, 2]}"}"""),
            ("a = [\n  1,\n  2,\n]\nb = True", "a", """{"type":"array","default":[1,2],"x-papermill-type":"None","x-papermill-default":"[1,2,]"}"""),
            ("a = datetime.now()", "a", """{"x-papermill-type":"None","x-papermill-default":"datetime.now()","x-default-expression":"datetime.now()"}"""),
            ("a = float('nan')", "a", """{"x-papermill-type":"None","x-papermill-default":"float('nan')","x-default-expression":"float('nan')"}"""),
            ("a = b = 3", "b", """{"type":"integer","default":3}"""),
            ("a = -1.5", "a", """{"type":"number","default":-1.5,"x-papermill-type":"None","x-papermill-default":"-1.5"}"""),
            ("a = None", "a", """{"default":null,"x-papermill-type":"None","x-papermill-default":"None"}"""),
            ("a: Thing = make()", "a", """{"x-papermill-type":"Thing","x-papermill-default":"make()","x-default-expression":"make()"}"""),
            ("%matplotlib inline\na = 1", "a", """{"type":"integer","default":1,"x-papermill-type":"None","x-papermill-default":"1"}"""),
            ("a = '''one\ntwo'''", "a", """{"type":"string","default":"one\ntwo","x-papermill-type":"None","x-papermill-default":"'''onetwo'''"}"""),
            ("if True:\n    a, c = 1, 2", "c", "{}"),
            ("# nothing\n\n", null, null),
        ];
        var notebooks = table.Select(row => JsonNode.Parse(TestNotebook.Create("python3", TestNotebook.Code(row.Source, "parameters"))));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "table.json"), new JsonArray([.. notebooks]).ToJsonString());

        var found = await PythonAsync(
            """
            import json, sys, papermill
            sys.path.insert(0, "/in")
            import agent_parameters
            found = []
            for notebook in json.load(open("/in/table.json", encoding="utf-8")):
                json.dump(notebook, open("/tmp/notebook.ipynb", "w"))
                found.append({
                    "schema": agent_parameters.schema_of(papermill.iorw.load_notebook_node("/tmp/notebook.ipynb")),
                    "papermill": papermill.inspect_notebook("/tmp/notebook.ipynb"),
                })
            """);

        foreach (var ((source, name, schema), row) in table.Zip(found.AsArray()))
        {
            Assert.False((bool)row!["schema"]!["additionalProperties"]!);
            var properties = row["schema"]!["properties"]!.AsObject();
            if (name is not null)
            {
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema!), properties[name]), $"{source}: {properties}");
            }

            foreach (var (inferred, parameter) in row["papermill"]!.AsObject())
            {
                Assert.Equal((string?)parameter!["inferred_type_name"], (string?)properties[inferred]!["x-papermill-type"]);
                Assert.Equal((string?)parameter["default"], (string?)properties[inferred]!["x-papermill-default"]);
                Assert.Equal((string?)parameter["help"], (string?)properties[inferred]!["description"] ?? "");
            }
        }

        Assert.Contains(found.AsArray(), row => row!["papermill"]!.AsObject().Count == 2);
    }

    [Fact]
    public async Task Languages_WhatTheAgentTeachesPapermill_ChangesNothingButSecrets()
    {
        Dictionary<string, string> secrets = new()
        {
            ["python"] = """t = __import__("os").environ["TOKEN"]""",
            ["R"] = """t = Sys.getenv("TOKEN")""",
            ["scala"] = """val t = sys.env("TOKEN")""",
            ["julia"] = """t = ENV["TOKEN"]""",
            ["matlab"] = """t = getenv("TOKEN");""",
            [".net-csharp"] = """var t = System.Environment.GetEnvironmentVariable("TOKEN");""",
            [".net-fsharp"] = """let t = System.Environment.GetEnvironmentVariable("TOKEN")""",
            [".net-powershell"] = "$t = ${env:TOKEN}",
            ["bash"] = "t=\"${TOKEN}\"",
        };
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "languages.json"), JsonSerializer.Serialize(secrets.Keys));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "values.json"), Values);

        var found = await PythonAsync(
            """
            import json, os, subprocess, sys
            sys.path.insert(0, "/in")
            import agent_parameters
            from papermill.translators import translate_parameters
            languages = json.load(open("/in/languages.json"))
            values = json.load(open("/in/values.json", encoding="utf-8"))
            os.environ["TOKEN"] = "it's \"the\" $HOME value"
            os.makedirs("/run/secrets", exist_ok=True)
            open("/run/secrets/key.pem", "w").write("a\nb")

            def all_of(language):
                made = {}
                for name, value in values.items():
                    try:
                        made[name] = translate_parameters(None, language, {name: value})
                    except NotImplementedError as error:
                        made[name] = f"not implemented: {error}"
                return made

            before = {language: all_of(language) for language in languages}
            agent_parameters.teach_papermill()
            found = {
                language: {
                    "before": before[language],
                    "after": all_of(language),
                    "secret": translate_parameters(None, language, {"t": {"$secret": "TOKEN"}}).splitlines()[1],
                }
                for language in languages
            }
            both = {"t": {"$secret": "TOKEN"}, "k": {"$secret": "key.pem"}}
            names = {}
            exec(translate_parameters(None, "python", {**both, "deep": [both]}), names)
            found["python"]["read"] = [names["t"], names["k"], names["deep"][0]["t"]]
            code = translate_parameters(None, "bash", both) + '\nprintf "%s|%s" "$t" "$k"'
            found["bash"]["read"] = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True).stdout.split("|")
            """,
            "--user", "root");

        foreach (var (language, secret) in secrets)
        {
            Assert.Equal(secret, (string?)found[language]!["secret"]);
            Assert.Equal(JsonNode.Parse(Values)!.AsObject().Count, found[language]!["before"]!.AsObject().Count);
            Assert.True(JsonNode.DeepEquals(found[language]!["before"], found[language]!["after"]), language);
        }

        const string Value = "it's \"the\" $HOME value";
        Assert.Equal([Value, "a\nb", Value], found["python"]!["read"]!.AsArray().Select(value => (string)value!));
        Assert.Equal([Value, "a\nb"], found["bash"]!["read"]!.AsArray().Select(value => (string)value!));
    }

    /// <summary>Runs a script by the image's own Python, and gives back what it has put into <c>found</c>.</summary>
    private async Task<JsonNode> PythonAsync(string script, params string[] options)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "script.py"), script + "\njson.dump(found, open('/out/found.json', 'w'))\n");
        var results = _folder.CreateSubdirectory("out");
        File.SetUnixFileMode(results.FullName, (UnixFileMode)Convert.ToInt32("777", 8));
        var output = await AgentContainer.Podman(
        [
            "run", "--rm", "--network", "none", "--ulimit", "nproc=16384:16384", "--ulimit", "nofile=16384:16384", .. options,
            "--volume", $"{_folder.FullName}:/in:ro", "--volume", $"{results.FullName}:/out",
            LocalTools.EoImage, "python3", "/in/script.py",
        ]);
        var file = Path.Combine(results.FullName, "found.json");
        Assert.True(File.Exists(file), output);
        return JsonNode.Parse(await File.ReadAllTextAsync(file))!;
    }

    private static string Text(JsonNode lines) =>
        lines is JsonArray list ? string.Concat(list.Select(line => (string)line!)) : (string)lines!;
}
