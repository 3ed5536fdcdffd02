using CloudWorkspaces.Flavors;
using CloudWorkspaces.Processes.Execution;

namespace CloudWorkspaces.Functions.Tests.Processes;

public sealed class ExecutionRuleTests
{
    [Theory]
    [InlineData("2", 2.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("500m", 0.5)]
    [InlineData("2G", 2e9)]
    [InlineData("512Mi", 536_870_912.0)]
    [InlineData("1Ti", 1_099_511_627_776.0)]
    [InlineData("", null)]
    [InlineData("G", null)]
    [InlineData("2GB", null)]
    [InlineData("-1", null)]
    [InlineData("1e3", null)]
    [InlineData("1.2.3", null)]
    public void Quantity_Parse_AsKubernetesDoes(string text, double? amount) => Assert.Equal(amount, Quantity.Parse(text));

    [Theory]
    [InlineData(0.5, 1e9, "small")]
    [InlineData(1, 2.0 * (1L << 30), "small")]
    [InlineData(1, 2.5 * (1L << 30), "medium")]
    [InlineData(2, 0, "medium")]
    [InlineData(3, 0, null)]
    [InlineData(1, 12e9, null)]
    public void FlavorChoice_Least_HasBothAndNoGpuAndCanBeHad(double cpu, double memory, string? name)
    {
        FlavorOffer[] offers =
        [
            Offer("small", 1, 2), Offer("medium", 2, 4), Offer("gone", 4, 8, unavailable: "Not here."), Offer("gpu", 4, 16, gpu: 1),
        ];

        Assert.Equal(name, FlavorChoice.Least(offers, cpu, memory)?.Name);
    }

    [Theory]
    [InlineData(null, false, 200)]
    [InlineData("respond-async", true, 0)]
    [InlineData("Respond-Async; wait=10", true, 10)]
    [InlineData("wait=5", false, 5)]
    [InlineData("respond-async, wait=900", true, 200)]
    [InlineData("wait=-1, return=minimal", false, 200)]
    public void Preference_Read_AsRfc7240(string? header, bool isAsync, int seconds)
    {
        var preference = Preference.Read(header);

        Assert.Equal(isAsync, preference.Async);
        Assert.Equal(TimeSpan.FromSeconds(seconds), preference.Patience(TimeSpan.FromSeconds(200)));
    }

    [Theory]
    [InlineData("parameters.a", true, "inputs.parameters.a")]
    [InlineData("parameters.a", false, "inputs.a")]
    [InlineData("timeouts.runSeconds", true, "inputs.run_timeout")]
    [InlineData("flavor", true, "inputs.flavor")]
    public void InputNames_Of_NamesWhatTheCallerSent(string field, bool isAnyNotebook, string name) =>
        Assert.Equal(name, InputNames.Of(field, isAnyNotebook));

    private static FlavorOffer Offer(string name, double cpu, double memory, int gpu = 0, string? unavailable = null) =>
        new(new Flavor { Name = name, Cpu = cpu, MemoryGiB = memory, Gpu = gpu }, unavailable);
}
