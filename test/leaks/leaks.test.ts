import './every-channel.ts';
