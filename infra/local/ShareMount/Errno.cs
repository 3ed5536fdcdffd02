namespace CloudWorkspaces.Local.ShareMount;

/// <summary>The kernel's error numbers, the same on x64 and arm64. Operations give 0 or one of them.</summary>
internal static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int BadHandle = 9;
    public const int TryAgain = 11;
    public const int Access = 13;
    public const int NoDevice = 19;
    public const int Invalid = 22;
    public const int NameTooLong = 36;
    public const int NotImplemented = 38;
    public const int NotSupported = 95;
    public const int Stale = 116;
}
