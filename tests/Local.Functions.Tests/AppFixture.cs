namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>One host for the tests of the collection; they keep apart by instance ids.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    public const string Collection = "app";

    public TestApp App { get; private set; } = null!;

    public async Task InitializeAsync() => App = await TestApp.StartAsync();

    public async Task DisposeAsync() => await App.DisposeAsync();
}
