using EuiccSim.Protocol.Asn1;

namespace EuiccSim.Protocol.Rsp.Common;

/// <summary>Command data of an ES10 function, tied to its response data. SGP.22 v2.5 §5.7.</summary>
/// <typeparam name="TResponse">The response data.</typeparam>
public interface IEs10Request<TResponse> : IAsn1Encodable
    where TResponse : IAsn1<TResponse>;
