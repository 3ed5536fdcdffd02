using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests.Secrets;

/// <summary>Secrets reach notebooks as they are meant, and nothing else.</summary>
[Trait("Category", "EndToEnd")]
public sealed class SecretTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private const string ShowHashes =
        """
        import hashlib, os, pathlib
        for value in (os.environ["CANARY"], pathlib.Path("/run/secrets/canary.txt").read_text()):
            print(hashlib.sha256(value.encode()).hexdigest())
        print(sorted(name for name in os.environ if "AGENT" in name))
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly LocalStack _stack = fixture.Stack;
    private readonly SessionClient _sessions = new(fixture.Stack.Client.Http);

    [Fact]
    public async Task Canary_AfterASessionAndARunHaveUsedIt_IsFoundNowhere()
    {
        Canary variable = new();
        Canary file = new();
        Canary control = new();
        var proof = $"{variable.Sha256}\n{file.Sha256}\n[]\n";
        List<string> answers =
        [
            await PutAsync("CANARY", new { value = variable.Value }),
            await PutAsync("canary.txt", new { value = file.Value, delivery = "file" }),
        ];

        var session = await _sessions.StartAsync(new { name = "explore" });
        using (var lab = await _sessions.OpenAsync(session, Deadline))
        {
            Assert.Equal(proof, await lab.ExecuteAsync(await lab.StartKernelAsync(), ShowHashes));
        }

        // That nothing is found means something only where the scan finds what is there.
        var path = $"{control.Core}.ipynb";
        await _stack.Client.PutFileAsync(path, Encoding.UTF8.GetBytes(Notebooks.Python(ShowHashes).ToJsonString()));
        var run = await _stack.Client.RunAsync(path, new { control = control.Value });
        answers.AddRange(await _stack.Groups.DescribeAsync());
        var ended = await _stack.Client.WaitForEndAsync(run, Deadline);
        Assert.True(ended["state"]!.GetValue<string>() == "succeeded", $"{ended}");
        Assert.Contains(proof, await PrintedAsync(run), StringComparison.Ordinal);
        await _stack.Client.DownloadAsync($"runs/{run}/html", Deadline);
        answers.AddRange(await _stack.Groups.DescribeAsync());
        await _sessions.StopAsync(session);
        await _sessions.WaitForAsync(session, Deadline, "stopped");
        await _stack.Groups.WaitUntilNoneAsync(Deadline);
        string[] routes =
        [
            "", "secrets", "runs", $"runs/{run}", $"runs/{run}/log", $"runs/{run}/notebook", $"runs/{run}/html",
            $"runs/{run}/outputs", "sessions", $"sessions/{session}", $"sessions/{session}/log", "members", "usage",
        ];
        foreach (var route in routes)
        {
            answers.Add(await _stack.Client.Http.GetStringAsync(route));
        }

        Assert.Empty(await ScanAsync(variable, answers));
        Assert.Empty(await ScanAsync(file, answers));
        var found = await ScanAsync(control, answers);
        Assert.All(["table ", "blob ", "file ", "text "], kind => Assert.Contains(
            found, place => place.StartsWith(kind, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Notebook_PrintsASecretAndRaisesIt_LogAndCauseHideIt()
    {
        const string Value = "loud-and-\"clear\"-4711";
        await PutAsync("LOUD", new { value = Value });

        var run = await _stack.Client.RunAsync(Notebooks.Python(
            "import os\nprint('it is', os.environ['LOUD'])", "raise ValueError('refused: ' + os.environ['LOUD'])"));
        var ended = await _stack.Client.WaitForEndAsync(run, Deadline);

        Assert.Equal("notebook-error", ended["cause"]!["code"]!.GetValue<string>());
        Assert.Equal("refused: ***", ended["cause"]!["exceptionValue"]!.GetValue<string>());
        var log = await _stack.Client.Http.GetStringAsync($"runs/{run}/log");
        Assert.Contains("it is ***", log, StringComparison.Ordinal);
        Assert.DoesNotContain("loud-and-", log, StringComparison.Ordinal);
        Assert.DoesNotContain("loud-and-", $"{ended}", StringComparison.Ordinal);
        // What a notebook prints is its user's own.
        Assert.Contains($"it is {Value}", await PrintedAsync(run), StringComparison.Ordinal);
    }

    private async Task<string> PutAsync(string name, object secret)
    {
        using var answer = await _stack.Client.Http.PutAsJsonAsync($"secrets/{name}", secret);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> PrintedAsync(string run)
    {
        var notebook = JsonNode.Parse(await _stack.Client.DownloadAsync($"runs/{run}/notebook", Deadline))!;
        StringBuilder printed = new();
        foreach (var output in notebook["cells"]!.AsArray().SelectMany(cell => cell!["outputs"]?.AsArray() ?? []))
        {
            printed.Append(output!["text"] is JsonArray lines
                ? string.Concat(lines.Select(line => line!.GetValue<string>()))
                : output["text"]?.GetValue<string>());
        }

        return printed.ToString();
    }

    private async Task<IReadOnlyList<string>> ScanAsync(Canary canary, IReadOnlyList<string> answers)
    {
        StorageScan scan = new(canary);
        foreach (var answer in answers)
        {
            scan.Text("answer", answer);
        }

        scan.Text("the app's log", _stack.App.Output);
        scan.Text("the emulator's log", _stack.Arm.Output);
        await scan.AccountAsync(_stack.Azurite.ConnectionString);
        // Also what was there and is deleted: messages of queues, blobs that were replaced.
        scan.Folder(_stack.Azurite.Folder);
        scan.Folder(_stack.Arm.State.FullName);
        Assert.All(["table", "blob", "file", "text"], kind => Assert.True(scan.Looked.GetValueOrDefault(kind) > 5, kind));
        return scan.Found;
    }
}
