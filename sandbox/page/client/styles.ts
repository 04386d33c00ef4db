import 'slack-blocks-to-jsx/dist/style.css';
import './style/base.css';
import './style/layout.css';
import './style/message.css';
import './style/blocks.css';
import './style/dialog.css';
import './style/panel.css';
