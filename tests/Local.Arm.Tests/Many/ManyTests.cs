using System.Net;
using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;
using Xunit.Abstractions;

namespace CloudWorkspaces.Local.Arm.Tests.Many;

/// <summary>Many groups at once, and what is left of them.</summary>
[Trait("Category", "Container")]
public sealed class ManyTests(ManyTests.Fixture fixture, ITestOutputHelper output) : IClassFixture<ManyTests.Fixture>
{
    private const int Groups = 100;
    private const int FewerGroups = 25;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    /// <summary>Polling from all sides at once would leave nothing of two processors for the containers.</summary>
    private static readonly ParallelOptions Lanes = new() { MaxDegreeOfParallelism = 10 };

    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Groups_ManyAtOnce_EndRightAndLeaveNothing()
    {
        await RoundAsync(Groups);
        await RoundAsync(FewerGroups);
        var before = await ProcessFigures.OfAsync(fixture.Emulator.ProcessId);
        await RoundAsync(FewerGroups);
        var after = await ProcessFigures.OfAsync(fixture.Emulator.ProcessId);

        output.WriteLine($"{before}\n{after}");
        // One of each that a group left behind would be more than this.
        Assert.InRange(after.Threads, 1, before.Threads + (FewerGroups / 2));
        Assert.InRange(after.OpenFiles, 1, before.OpenFiles + (FewerGroups / 2));
        Assert.InRange(after.HeapBytes, 1, before.HeapBytes + (4 << 20));
    }

    /// <summary>Creates groups at once, follows them to their end, and deletes them, each fifth without waiting for its end.</summary>
    private async Task RoundAsync(int count)
    {
        var start = TimeProvider.System.GetTimestamp();
        var port = Ports.FreeForGroup();
        var names = await Task.WhenAll(Enumerable.Range(0, count).Select(index => Api.CreateAsync(Body(index, port))));
        var answered = TimeProvider.System.GetElapsedTime(start);
        var keys = Leftovers.Keys(fixture.Emulator);
        Assert.Equal(count, keys.Count);
        Assert.Equal(names.Order(), await ListAsync());

        await Parallel.ForEachAsync(names.Index(), Lanes, async (item, _) =>
            await (item.Index % 5 == 0 ? Api.DeleteAsync(item.Item) : EndAsync(item.Item, item.Index)));
        var ended = TimeProvider.System.GetElapsedTime(start);
        var there = await Leftovers.OfAsync(fixture.Emulator, keys);
        var left = count - ((count + 4) / 5);
        // Beside the container and the record: Docker's pause container has the namespace, podman's is a path.
        var (containers, namespaces) = TestImage.OnDocker ? (3 * left, 0) : (2 * left, left);
        Assert.Equal((containers, namespaces, left), (there.Containers, there.Namespaces, there.Folders));
        Assert.Equal(left + 1, there.Listening.Count);

        await Parallel.ForEachAsync(names, Lanes, async (name, _) => await Api.DeleteAsync(name));
        var deleted = TimeProvider.System.GetElapsedTime(start);
        output.WriteLine($"{count} groups: created after {answered:s\\.f} s, ended after {ended:s\\.f} s, deleted after {deleted:s\\.f} s");
        var rest = await Leftovers.OfAsync(fixture.Emulator, keys);
        Assert.Equal((0, 0, 0, 0), (rest.Containers, rest.Namespaces, rest.Folders, rest.Mounts));
        Assert.Empty(rest.Listening);
        Assert.Empty(await ListAsync());
    }

    private async Task EndAsync(string name, int index)
    {
        JsonObject group = [];
        await Eventually.TrueAsync(
            async () => (group = await Api.GetAsync(name)).State() == "Terminated", Deadline, $"{name} ends");
        Assert.Equal("Succeeded", group["instanceView"]!["state"]!.GetValue<string>());
        Assert.Equal(["Pulled", "Created", "Started"], group.EventNames());
        Assert.Equal($"the key of {index}\n", await Api.LogsAsync(name));
    }

    private async Task<IEnumerable<string>> ListAsync()
    {
        var list = JsonNode.Parse(await Api.Http.GetStringAsync(ArmApi.At("")))!["value"]!.AsArray();
        return list.Select(group => group!["name"]!.GetValue<string>()).Order();
    }

    private static JsonObject Body(int index, int port)
    {
        var key = Convert.ToBase64String("the key of "u8);
        var body = Bodies.Group($"busybox cat /keys/key > /shared/file; echo {index} >> /shared/file; busybox cat /shared/file")
            .WithVolume("shared", "emptyDir", [], "/shared")
            .WithVolume("keys", "secret", new JsonObject { ["key"] = key }, "/keys")
            .WithPorts(port);
        body["properties"]!["ipAddress"]!["dnsNameLabel"] = $"many-{index}-{port}";
        return body;
    }

    public sealed class Fixture : EmulatorFixture
    {
        protected override Dictionary<string, string> Settings => new(base.Settings) { ["Arm__NameRelays"] = "true" };
    }
}
