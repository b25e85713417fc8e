// Loaded before the functions framework, which listens on every address of the machine and cannot be told otherwise: what runs here is for this machine only.
import net from 'node:net';

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  const isPort = typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first));
  const [callback] = rest.filter((argument) => typeof argument === 'function');
  return isPort ? listen.call(this, { port: Number(first), host: '127.0.0.1' }, callback) : listen.call(this, first, ...rest);
};
