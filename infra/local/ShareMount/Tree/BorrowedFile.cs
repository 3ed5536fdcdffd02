namespace CloudWorkspaces.Local.ShareMount.Tree;

/// <summary>A descriptor of its own for a file that someone has open and may close at any time.</summary>
internal sealed class BorrowedFile(int descriptor) : IDisposable
{
    public int Descriptor => descriptor;

    public void Dispose() => _ = Linux.Close(descriptor);
}
