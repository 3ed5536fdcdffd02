using System.Diagnostics;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class GitRepoTests(EmulatorFixture fixture) : IAsyncLifetime
{
    private readonly DirectoryInfo _repository = Directory.CreateTempSubdirectory("cw-git-");

    private ArmApi Api => fixture.Api;

    public async Task InitializeAsync()
    {
        await GitAsync("init", "--quiet", ".");
        foreach (var text in (string[])["one", "two"])
        {
            await File.WriteAllTextAsync(Path.Combine(_repository.FullName, "file"), $"{text}\n");
            await GitAsync("add", "file");
            await GitAsync("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", text);
            await GitAsync("tag", text);
        }
    }

    public Task DisposeAsync()
    {
        _repository.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData(".", null, "/code/file", "two\n")]
    [InlineData("here", "one", "/code/here/file", "one\n")]
    public async Task GitRepo_Volume_IsTheRepositoryAtItsRevision(string directory, string? revision, string path, string expected)
    {
        var volume = new JsonObject { ["repository"] = $"file://{_repository.FullName}", ["directory"] = directory };
        if (revision is not null)
        {
            volume["revision"] = revision;
        }

        var body = Bodies.Group($"busybox cat {path}").WithVolume("code", "gitRepo", volume, "/code");

        Assert.Equal(expected, await Api.OutputAsync(body));
    }

    [Theory]
    [InlineData("file:///no/such/repository", null, "no/such/repository")]
    [InlineData(null, "three", "three")]
    public async Task GitRepo_ThatCannotBeCloned_FailsTheGroupWithGitsWords(string? repository, string? revision, string reason)
    {
        var volume = new JsonObject { ["repository"] = repository ?? $"file://{_repository.FullName}", ["revision"] = revision };
        using var answer = await Api.PutAsync(ArmApi.NewName(), Bodies.Group("true").WithVolume("code", "gitRepo", volume, "/code"));
        var name = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["name"]!.GetValue<string>();

        var group = await Api.WaitForStateAsync(name, "Failed");

        Assert.Contains("FailedMount", group.EventNames());
        var operation = await Api.Http.GetStringAsync(answer.Headers.GetValues("Azure-AsyncOperation").Single());
        Assert.Contains("GitRepoVolumeFailed", operation);
        Assert.Contains(reason, operation);
        await Api.DeleteAsync(name);
    }

    private async Task GitAsync(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _repository.FullName })!;
        await git.WaitForExitAsync();
        Assert.Equal(0, git.ExitCode);
    }
}
