using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using CloudWorkspaces.Local.Arm.Engine;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Http;
using Docker.DotNet;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Sockets;

/// <summary>
/// exec and attach: a request is answered with a socket's address and a password, which is the socket's Authorization
/// header or, without that, its first message.
/// </summary>
internal static class SocketRoutes
{
    /// <summary>Sockets have a password of their own in place of the emulator's token.</summary>
    public const string Prefix = "/sockets";

    private const int LongestPassword = 256;
    private const string One = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroup}/providers" +
        "/Microsoft.ContainerInstance/containerGroups/{name}/containers/{container}";

    public static void MapSockets(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(One + "/exec", ExecAsync);
        routes.MapPost(One + "/attach", Attach);
        routes.MapGet(Prefix + "/{socket}", ServeAsync);
    }

    private static async Task<IResult> ExecAsync(HttpRequest request, GroupService groups, SocketTickets tickets)
    {
        var scope = Scope.Of(request);
        var container = Running(request, groups);
        var body = await ArmJson.ReadObjectAsync(request);
        KnownProperties.Require(body, "ContainerExecRequest", scope.ApiVersion);
        return Answer(request, tickets.Issue(container, ExecReader.Read(body)));
    }

    private static IResult Attach(HttpRequest request, GroupService groups, SocketTickets tickets) =>
        Answer(request, tickets.Issue(Running(request, groups), exec: null));

    private static IResult Answer(HttpRequest request, (string Name, SocketTicket Ticket) socket) => ArmJson.Result(new
    {
        webSocketUri = $"wss://{request.Host}{Prefix}/{socket.Name}",
        socket.Ticket.Password,
    });

    /// <summary>The engine's id of the container. Throws ArmException 404 and 409.</summary>
    private static string Running(HttpRequest request, GroupService groups)
    {
        var container = ContainerRoute.Find(request, groups);
        return container.Status is { IsRunning: true, EngineId: { } id } ? id : throw ArmException.Conflict(
            "ContainerNotRunning", $"The container '{container.Spec.Name}' is not running.");
    }

    private static async Task ServeAsync(
        HttpContext context, SocketTickets tickets, ContainerStreams streams, IOptions<ArmOptions> options,
        IHostApplicationLifetime lifetime)
    {
        if (!context.WebSockets.IsWebSocketRequest ||
            tickets.Take((string)context.Request.RouteValues["socket"]!) is not { } ticket)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0 && !Matches(ticket, Encoding.UTF8.GetBytes(header)))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        end.CancelAfter(options.Value.SocketSessionLife);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            if (header.Length == 0 && !await KnowsPasswordAsync(socket, ticket, options.Value.SocketTicketLife, end.Token))
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "The password is wrong.", end.Token);
                return;
            }

            using var stream = ticket.Exec is { } exec
                ? await streams.ExecAsync(ticket.ContainerId, exec, end.Token)
                : await streams.AttachAsync(ticket.ContainerId, end.Token);
            await SocketPump.RunAsync(socket, stream, takesInput: ticket.Exec is not null, end.Token);
        }
        catch (DockerApiException exception)
        {
            await SocketPump.SendAsync(socket, $"{exception.ResponseBody}\r\n", end.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.InternalServerError, "It did not start.", end.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException)
        {
            // The client is gone, the time is over or the emulator ends.
            socket.Abort();
        }
    }

    private static async Task<bool> KnowsPasswordAsync(
        WebSocket socket, SocketTicket ticket, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        var buffer = new byte[LongestPassword];
        var message = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
        return message.EndOfMessage && Matches(ticket, buffer[..message.Count]);
    }

    private static bool Matches(SocketTicket ticket, byte[] given) =>
        CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(ticket.Password));
}
