namespace CloudWorkspaces.Local.Arm.Tests;

/// <summary>The network as every engine can do it: held by a container that does nothing.</summary>
[Trait("Category", "Container")]
public sealed class PauseContainerTests(PauseContainerTests.Fixture fixture)
    : IsolationTests(fixture), IClassFixture<PauseContainerTests.Fixture>
{
    public sealed class Fixture : EmulatorFixture
    {
        protected override Dictionary<string, string> Settings => new(base.Settings) { ["Arm__PauseContainers"] = "true" };
    }
}
