using CloudWorkspaces.Flavors;

namespace CloudWorkspaces.Functions.Tests.Flavors;

public sealed class FlavorRulesTests
{
    private static readonly RegionLimits s_region = new() { Region = "westeurope", Cpu = 4, MemoryGiB = 16, Gpu = 0 };

    [Theory]
    [InlineData(4, 16, 0, null)]
    [InlineData(4.5, 16, 0, "westeurope gives a container group at most 4 vCPU.")]
    [InlineData(4, 16.5, 0, "westeurope gives a container group at most 16 GiB of memory.")]
    [InlineData(1, 1, 1, "Container instances have no GPUs: they were retired in every region on 2025-07-14.")]
    public void WhyUnavailable_RegionIsKnown_ItsLimitsAreNamed(double cpu, double memory, int gpu, string? reason) =>
        Assert.Equal(reason, FlavorRules.WhyUnavailable(Flavor(cpu, memory, gpu), s_region));

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "westeurope gives a container group at most 1 GPUs.")]
    public void WhyUnavailable_RegionHasGpus_TheyCount(int gpu, string? reason) =>
        Assert.Equal(reason, FlavorRules.WhyUnavailable(Flavor(1, 1, gpu), s_region with { Gpu = 1 }));

    [Fact]
    public void WhyUnavailable_NothingIsKnown_OnlyGpusAreRefused()
    {
        Assert.Null(FlavorRules.WhyUnavailable(Flavor(31, 240, 0), null));
        Assert.NotNull(FlavorRules.WhyUnavailable(Flavor(1, 1, 1), null));
    }

    private static Flavor Flavor(double cpu, double memory, int gpu) =>
        new() { Name = "f", Cpu = cpu, MemoryGiB = memory, Gpu = gpu };
}
