using System.Text.Json;
using CloudWorkspaces.Local.Functions.TestHost;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>One orchestration and what the test did to it; what a crash cut off is done again.</summary>
internal sealed class ShapeRun(ShapeCase shape, string id)
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(120);

    private readonly HashSet<int> _heard = [];
    private int _raised;
    private bool _closing;

    public string Id => id;

    public ShapeCase Case => shape;

    /// <summary>It has come to its end, which was right.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Starts it and gives its orders, not those that end it.</summary>
    public async Task DriveAsync(IShapeHost host)
    {
        await host.StartAsync(shape.Shape, id, shape.Input);
        if (shape.Name == nameof(Shapes.Collector) && !_closing)
        {
            for (var count = 0; count < 4; count++)
            {
                // No number is raised twice: one whose answer is lost may come or not, but only once and in order.
                var number = ++_raised;
                await host.RaiseAsync(id, number);
                _heard.Add(number);
            }
        }
        else if (shape.Name == ShapeCase.Paused)
        {
            await host.SuspendAsync(id);
            await host.ResumeAsync(id);
        }
    }

    /// <summary>Brings it to its end, which it checks.</summary>
    public async Task EndAsync(IShapeHost host)
    {
        await EndRightAsync(host);
        IsEnded = true;
    }

    private static string? Cut(string? text) => text is { Length: > 200 } ? $"{text[..200]}… ({text.Length})" : text;

    private static async Task<ShapeStatus?> EndedAsync(IShapeHost host, string instance)
    {
        ShapeStatus? status = null;
        await Eventually.TrueAsync(
            async () => (status = await host.StatusAsync(instance)) is null or { IsEnded: true },
            s_deadline,
            $"{instance} ends; it is {status?.Status}");
        return status;
    }

    private async Task EndRightAsync(IShapeHost host)
    {
        await host.StartAsync(shape.Shape, id, shape.Input);
        _closing = true;
        await (shape.Name switch
        {
            nameof(Shapes.Collector) => host.RaiseAsync(id, 0),
            nameof(Shapes.Tree) => host.TerminateAsync(id),
            ShapeCase.Paused => host.ResumeAsync(id),
            _ => Task.CompletedTask,
        });
        var ended = (await EndedAsync(host, id))!;
        if (shape.Name == nameof(Shapes.Tree))
        {
            Assert.Equal((id, "Terminated"), (id, ended.Status));
            for (var child = 0; child < (int)shape.Input; child++)
            {
                var status = await EndedAsync(host, $"{id}-{child}");
                Assert.True(status is null or { Status: "Terminated" }, $"{id}-{child} is {status?.Status}");
            }

            return;
        }

        Assert.True(ended.Status == "Completed", $"{id} is {ended.Status}: {ended.Failure}");
        if (shape.Name == nameof(Shapes.Collector))
        {
            var numbers = JsonSerializer.Deserialize<int[]>(ended.Output!)!;
            Assert.True(_heard.IsSubsetOf(numbers), $"{id} heard {ended.Output}, not all of {string.Join(',', _heard)}");
            Assert.Equal(numbers.Distinct().Order(), numbers);
        }
        else
        {
            Assert.True(shape.SerializedOutput == ended.Output, $"{id} ended with {Cut(ended.Output)}");
        }
    }
}
