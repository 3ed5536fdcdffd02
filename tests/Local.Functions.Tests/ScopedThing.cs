namespace CloudWorkspaces.Local.Functions.Tests;

/// <summary>A service of which each invocation has its own.</summary>
public sealed class ScopedThing : IDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public static int Disposed => s_disposed;

    private static int s_disposed;

    public void Dispose() => Interlocked.Increment(ref s_disposed);
}
