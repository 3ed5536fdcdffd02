namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>What containers get where there is no FUSE.</summary>
[Trait("Category", "Container")]
public sealed class PlainShareTests(PlainShareTests.PlainFixture fixture) : IClassFixture<PlainShareTests.PlainFixture>
{
    [Fact]
    public async Task PlainShare_IsTheFolderAndOutlivesTheGroup()
    {
        var share = ArmApi.NewName();
        var body = Bodies.Group("echo x > /home/f; busybox chmod 600 /home/f; busybox ln -s f /home/l; busybox stat -c %a /home/f");

        Assert.Equal("600\n", await fixture.Api.OutputAsync(body.WithHome(share)));
        Assert.False(fixture.Emulator.IsMounted(share));
        Assert.Equal("x\n", await fixture.Api.OutputAsync(Bodies.Group("busybox cat /home/l").WithHome(share)));
    }

    public sealed class PlainFixture : EmulatorFixture
    {
        protected override Dictionary<string, string> Settings => new(base.Settings) { ["Arm__PlainShares"] = "true" };
    }
}
