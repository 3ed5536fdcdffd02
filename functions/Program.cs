using CloudWorkspaces;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.Idempotency;
using CloudWorkspaces.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<ProblemMiddleware>();
builder.UseMiddleware<AuthorizationMiddleware>();
builder.UseMiddleware<DotSegments>();
builder.UseMiddleware<IdempotencyMiddleware>();
builder.Services.AddCloudWorkspaces();
builder.Build().Run();
