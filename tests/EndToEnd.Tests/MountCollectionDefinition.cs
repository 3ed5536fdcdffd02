namespace CloudWorkspaces.EndToEnd.Tests;

[CollectionDefinition(MountFixture.Collection)]
public sealed class MountCollectionDefinition : ICollectionFixture<MountFixture>;
