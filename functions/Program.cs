using CloudWorkspaces;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

// Patterns in the schemas of processes are their publishers': none may keep a thread.
AppDomain.CurrentDomain.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1));

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<ProblemMiddleware>();
builder.UseMiddleware<AuthorizationMiddleware>();
builder.UseMiddleware<DotSegments>();
builder.UseMiddleware<IdempotencyMiddleware>();
builder.Services.AddCloudWorkspaces();
builder.Build().Run();
