namespace CloudWorkspaces.Local.ShareMount;

/// <summary>Threads that each take a request, do what it asks, and answer it, until the share is unmounted.</summary>
internal sealed class RequestLoop(FuseConnection connection, Dispatcher dispatcher)
{
    private const int Spare = 4096;
    private const int FewestThreads = 4;

    public void Run()
    {
        var threads = Enumerable
            .Range(0, Math.Max(FewestThreads, Environment.ProcessorCount))
            .Select(_ => new Thread(Serve) { IsBackground = true })
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private void Serve()
    {
        var (request, answer) = (new byte[Dispatcher.MaxTransfer + Spare], new byte[Dispatcher.MaxTransfer + Spare]);
        while (connection.Receive(request) is var size and > 0)
        {
            if (dispatcher.Handle(request.AsSpan(0, size), answer) is { Length: > 0 } reply)
            {
                connection.Send(reply);
            }
        }
    }
}
