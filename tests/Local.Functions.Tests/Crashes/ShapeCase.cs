using System.Text.Json;
using CloudWorkspaces.Local.Functions.TestHost;

namespace CloudWorkspaces.Local.Functions.Tests.Crashes;

/// <summary>A shape with an input: its right output and the activities that it needs.</summary>
/// <param name="Name">Unlike the shape's for those that are given orders while they run.</param>
/// <param name="Output">JSON; null where it depends on what the test did.</param>
internal sealed record ShapeCase(string Name, string Shape, object Input, object? Output, IReadOnlyList<Step> Steps)
{
    public const string Paused = "Paused";

    public string? SerializedOutput => Output is null ? null : JsonSerializer.Serialize(Output);

    public static ShapeCase Wide(int width) => FanOut(width);

    public static IReadOnlyList<ShapeCase> All(int size) =>
    [
        Chain(nameof(Shapes.Chain), size),
        Chain(Paused, size),
        FanOut(10 * size),
        new(nameof(Shapes.Family), nameof(Shapes.Family), size, 2 * size,
            [.. Enumerable.Range(0, size).SelectMany(child => Increments(0, 2, $"-{child}"))]),
        new(nameof(Shapes.Sleeper), nameof(Shapes.Sleeper), size, size, []),
        new(nameof(Shapes.Stubborn), nameof(Shapes.Stubborn), 0, 1, [Failing(0, 2), Failing(1, 2), Failing(2, 1)]),
        new(nameof(Shapes.Eternal), nameof(Shapes.Eternal), 0, 6, Increments(0, 6)),
        new(nameof(Shapes.Sender), nameof(Shapes.Sender), size, Enumerable.Range(1, size), Increments(1, size)),
        new(nameof(Shapes.Bulk), nameof(Shapes.Bulk), "", new string('x', 2 * Activities.Large),
            [.. Enumerable.Range(0, 2).Select(part => new Step("", nameof(Activities.Inflate), part * Activities.Large))]),
        new(nameof(Shapes.Collector), nameof(Shapes.Collector), Array.Empty<int>(), null, []),
        new(nameof(Shapes.Tree), nameof(Shapes.Tree), 2, null, []),
    ];

    private static ShapeCase Chain(string name, int size) => new(name, nameof(Shapes.Chain), size, size, Increments(0, size));

    private static ShapeCase FanOut(int width) =>
        new(nameof(Shapes.FanOut), nameof(Shapes.FanOut), width, width * (width + 1) / 2, Increments(0, width));

    private static IReadOnlyList<Step> Increments(int first, int count, string suffix = "") =>
        [.. Enumerable.Range(first, count).Select(input => new Step(suffix, nameof(Activities.Increment), input))];

    private static Step Failing(int input, int attempts) => new("", nameof(Activities.FailUntilTwo), input, attempts);
}
