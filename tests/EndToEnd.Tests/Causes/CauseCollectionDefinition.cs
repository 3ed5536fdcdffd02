namespace CloudWorkspaces.EndToEnd.Tests.Causes;

[CollectionDefinition(CauseStack.Collection)]
public sealed class CauseCollectionDefinition : ICollectionFixture<CauseStack>;
