namespace CloudWorkspaces.Functions.Tests.Api;

/// <summary>The tests that share one function app.</summary>
[CollectionDefinition(Name)]
public sealed class ApiCollection : ICollectionFixture<ApiFixture>
{
    public const string Name = "Api";
}
