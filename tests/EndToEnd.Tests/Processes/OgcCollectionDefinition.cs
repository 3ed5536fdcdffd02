namespace CloudWorkspaces.EndToEnd.Tests.Processes;

[CollectionDefinition(OgcStack.Collection)]
public sealed class OgcCollectionDefinition : ICollectionFixture<OgcStack>;
