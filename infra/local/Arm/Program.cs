using System.Net;
using CloudWorkspaces.Local.Arm;
using CloudWorkspaces.Local.Arm.Cloud;
using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Faults;
using CloudWorkspaces.Local.Arm.Files;
using CloudWorkspaces.Local.Arm.Http;
using CloudWorkspaces.Local.Arm.LogAnalytics;
using CloudWorkspaces.Local.Arm.Metrics;
using CloudWorkspaces.Local.Arm.Network;
using CloudWorkspaces.Local.Arm.Profiles;
using CloudWorkspaces.Local.Arm.Registry;
using CloudWorkspaces.Local.Arm.Resources;
using CloudWorkspaces.Local.Arm.Shares;
using CloudWorkspaces.Local.Arm.Sockets;
using CloudWorkspaces.Local.Arm.StandbyPools;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddOptions<ArmOptions>().BindConfiguration("Arm").ValidateDataAnnotations().ValidateOnStart();
var options = builder.Configuration.GetSection("Arm").Get<ArmOptions>() ?? new ArmOptions();
if (options.StateFolder.Length == 0)
{
    await Console.Error.WriteLineAsync("Arm:StateFolder is required.");
    return 2;
}

Directory.CreateDirectory(options.StateFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
var certificate = ServerCertificate.LoadOrCreate(options.StateFolder, TimeProvider.System);
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseHttps(certificate));
    kestrel.ListenForFiles(options.FilesPort, certificate);
});

using var socket = new EngineSocket(Options.Create(options), LoggerFactory.Create(log => log.AddConsole()).CreateLogger<EngineSocket>());
using var engine = new ContainerEngine(await socket.FindAsync(CancellationToken.None), options.InstanceName);
await engine.ConnectAsync(CancellationToken.None);
builder.Services.AddArm(engine);

var app = builder.Build();
await app.Services.GetRequiredService<Forwards>().StartAsync(CancellationToken.None);
app.UseFiles(options.FilesPort);
app.UseSingleSlashes();
app.UseRouting();
app.MapGet("/healthz", async (ContainerEngine current, CancellationToken token) =>
{
    await current.PingAsync(token);
    return Results.Ok();
});
app.UseWebSockets();
app.UseWhen(
    context => context.Request.Path != "/healthz" && !context.Request.Path.StartsWithSegments(SocketRoutes.Prefix) &&
        !context.Request.Path.StartsWithSegments(BuildRoutes.LogPrefix) && context.Request.Path != CloudMetadata.Path &&
        !context.Request.Path.StartsWithSegments(LoginRoutes.Prefix),
    branch => branch.UseMiddleware<RequestEnvelope>().UseMiddleware<RequestFaults>());
app.MapGroups();
app.MapSockets();
app.MapLocations();
app.MapProvider();
app.MapProfiles();
app.MapStorageAccounts();
app.MapRegistries();
app.MapShares();
app.MapResources();
app.MapSubscriptions();
app.MapProviders();
app.MapResourceLists();
app.MapCloud();
app.MapLogin();
app.MapStandbyPools();
app.MapOperations();
app.MapFaults();
app.MapMetrics();
app.MapLogAnalytics();
app.MapFallback("{**path}", UnknownRoutes.Answer);
await app.RunAsync();
return 0;
