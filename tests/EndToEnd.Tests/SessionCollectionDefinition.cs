namespace CloudWorkspaces.EndToEnd.Tests;

[CollectionDefinition(SessionStack.Collection)]
public sealed class SessionCollectionDefinition : ICollectionFixture<SessionStack>;
