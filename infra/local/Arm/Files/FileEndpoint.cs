using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>The endpoint of Azure Files, on a port of its own.</summary>
internal static class FileEndpoint
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services
        .AddSingleton<FileAccessRules>()
        .AddSingleton<ShareOperations>()
        .AddSingleton<DirectoryOperations>()
        .AddSingleton<FileOperations>()
        .AddSingleton<RangeOperations>()
        .AddSingleton<Renaming>()
        .AddSingleton<FileService>()
        .AddSingleton<FileEnvelope>();

    public static void ListenForFiles(this KestrelServerOptions kestrel, int port, X509Certificate2 certificate) =>
        kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseHttps(certificate));

    public static void UseFiles(this IApplicationBuilder app, int port) => app.MapWhen(
        context => context.Connection.LocalPort == port,
        files => files.Run(context => context.RequestServices.GetRequiredService<FileEnvelope>().InvokeAsync(context)));
}
