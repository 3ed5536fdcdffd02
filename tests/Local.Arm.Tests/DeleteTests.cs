using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Local.Arm.Tests;

[Trait("Category", "Container")]
[Collection(EmulatorFixture.Collection)]
public sealed class DeleteTests(EmulatorFixture fixture)
{
    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Delete_RunningGroup_LeavesNothing()
    {
        var body = Bodies.Group("exec busybox sleep 600").WithPorts(8080)
            .WithInit("init", "true")
            .WithVolume("left-over", "emptyDir", [], "/shared")
            .WithVolume("keys", "secret", new JsonObject { ["key"] = "a2V5" }, "/keys");
        var name = await Api.CreateAsync(body);
        var group = await Api.WaitForStateAsync(name, "Running");
        var address = group["ipAddress"]!["ip"]!.GetValue<string>();
        Assert.NotEmpty(await ContainersAsync(name));
        Assert.Single(fixture.Emulator.State.GetDirectories("left-over", SearchOption.AllDirectories));

        using var answer = await Api.Http.DeleteAsync(ArmApi.At($"/{name}"));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Api.DeleteAsync(name);

        Assert.Empty(await ContainersAsync(name));
        Assert.DoesNotContain(name, await Api.Http.GetStringAsync(ArmApi.At("")));
        Assert.Empty(fixture.Emulator.State.GetDirectories("left-over", SearchOption.AllDirectories));
        using var client = new System.Net.Sockets.TcpClient();
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => client.ConnectAsync(address, 8080));
        using var operation = await Api.Http.GetAsync(answer.Headers.GetValues("Azure-AsyncOperation").Single());
        Assert.Contains("\"Succeeded\"", await operation.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Delete_UnknownGroup_Answers204()
    {
        using var answer = await Api.Http.DeleteAsync(ArmApi.At("/never-made"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Delete_EngineFailsTwice_IsTriedAgain()
    {
        var folder = Directory.CreateTempSubdirectory("cw-engine-");
        var engine = Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host ? new Uri(host).AbsolutePath
            : TestImage.OnDocker ? "/var/run/docker.sock"
            : Path.Combine(fixture.Emulator.State.FullName, "podman.sock");
        await using (var proxy = await EngineProxy.StartAsync(engine, folder.FullName))
        {
            await using var emulator = await ArmEmulatorProcess.StartAsync("127.0.0.1:9", "127.0.0.1:9", new Dictionary<string, string>
            {
                ["Arm__NameRelays"] = "false",
                ["Arm__EngineSocket"] = proxy.SocketPath,
            });
            using var api = new ArmApi(emulator);
            var name = await api.CreateAsync(Bodies.Group("exec busybox sleep 600"));
            await api.WaitForStateAsync(name, "Running");
            var refused = 0;
            proxy.Fails = request => HttpMethods.IsDelete(request.Method) && Interlocked.Increment(ref refused) is 1 or 3;

            await api.DeleteAsync(name);

            Assert.InRange(refused, 4, int.MaxValue);
            var (_, left) = await TestImage.OutputAsync(
                ["ps", "-a", "-q", "--filter", $"label=cloudworkspaces.arm/instance={emulator.InstanceName}"]);
            Assert.Equal("", left);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Delete_ContainerOfSomebodyElse_IsLeftAlone()
    {
        var stranger = $"cw-test-stranger-{Guid.NewGuid():N}";
        string[] create = ["create", "--name", stranger, "--label", "cloudworkspaces.arm/instance=other", TestImage.Name, "/bin/sh"];
        Assert.Equal(0, await TestImage.RunAsync(create));
        try
        {
            await Api.DeleteAsync(await Api.CreateAsync(Bodies.Group("true")));

            Assert.Equal(0, await TestImage.RunAsync(["container", "inspect", stranger]));
        }
        finally
        {
            await TestImage.RunAsync(["rm", "-f", stranger]);
        }
    }

    /// <summary>The engine's containers whose names tell that they are the group's.</summary>
    private static async Task<string[]> ContainersAsync(string name)
    {
        var (_, output) = await TestImage.OutputAsync(["ps", "-a", "--filter", $"name=cw-{name}", "--format", "{{.Names}}"]);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
