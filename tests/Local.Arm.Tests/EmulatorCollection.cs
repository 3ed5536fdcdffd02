namespace CloudWorkspaces.Local.Arm.Tests;

[CollectionDefinition(EmulatorFixture.Collection)]
public sealed class EmulatorCollection : ICollectionFixture<EmulatorFixture>;
