using System.Net;
using System.Text;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>A package index for pip with one pure wheel, on this machine's loopback.</summary>
internal sealed class WheelIndex : IDisposable
{
    public const string Package = "cloudworkspacesdemo";
    private const string File = $"{Package}-1.0-py3-none-any.whl";

    private readonly HttpListener _listener = new();
    private readonly byte[] _wheel = Wheel.Make(Package, "1.0");

    public WheelIndex()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/simple/");
        _listener.Prefixes.Add(Address.GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var (status, type, content) = context.Request.Url!.AbsolutePath switch
                {
                    $"/simple/{Package}/" => (200, "text/html", Encoding.UTF8.GetBytes($"<a href=\"/{File}\">{File}</a>")),
                    $"/{File}" => (200, "application/zip", _wheel),
                    _ => (404, "text/plain", []),
                };
                (context.Response.StatusCode, context.Response.ContentType) = (status, type);
                await context.Response.OutputStream.WriteAsync(content);
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The index is closed.
        }
    }
}
