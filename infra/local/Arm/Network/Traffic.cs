namespace CloudWorkspaces.Local.Arm.Network;

/// <summary>Bytes of payload that a group received from outside and sent there.</summary>
internal sealed class Traffic
{
    private long _received;
    private long _transmitted;

    public long Received => Interlocked.Read(ref _received);

    public long Transmitted => Interlocked.Read(ref _transmitted);

    public void AddReceived(int bytes) => Interlocked.Add(ref _received, bytes);

    public void AddTransmitted(int bytes) => Interlocked.Add(ref _transmitted, bytes);
}
